namespace NanoCharger.Console
{
    /// <summary>A page that has to be computed before its first line, and whose lines are longer in bytes than a line of text: UTF-8, and digits that are to be copied as one.</summary>
    internal interface IDrawnPage : IPage
    {
        /// <summary>Does a part of the work.</summary>
        /// <returns>True when its lines may be asked for.</returns>
        bool Prepare();
    }
}

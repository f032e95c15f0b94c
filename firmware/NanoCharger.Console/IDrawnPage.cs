namespace NanoCharger.Console
{
    /// <summary>A page whose lines are longer in bytes than a line of text: UTF-8, digits that are to be copied as one, or objects of which each is one line.</summary>
    internal interface IDrawnPage : IPreparedPage
    {
        /// <summary>True when what was written last is a piece of a line, which the next piece goes on with.</summary>
        bool GoesOn { get; }
    }
}

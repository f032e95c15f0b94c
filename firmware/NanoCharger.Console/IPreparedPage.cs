namespace NanoCharger.Console
{
    /// <summary>A page whose lines need work before they can be asked for: a slice of it a turn, and no line meanwhile.</summary>
    internal interface IPreparedPage : IPage
    {
        /// <summary>Does a part of the work. Asked before every line, so it is short, and nothing once there is no work left.</summary>
        /// <returns>True when a line may be asked for.</returns>
        bool Prepare();
    }
}

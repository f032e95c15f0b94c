namespace NanoCharger.Board
{
    /// <summary>Where a part with two pins, or the text of a flag, goes from its place.</summary>
    public enum Direction
    {
        /// <summary>Along the row.</summary>
        Right,

        /// <summary>Back along the row.</summary>
        Left,

        /// <summary>Against the column.</summary>
        Up,

        /// <summary>Along the column.</summary>
        Down,
    }
}

namespace NanoCharger.Board
{
    /// <summary>A point of a sheet, in steps of its grid; y goes down.</summary>
    /// <param name="X">Steps to the right.</param>
    /// <param name="Y">Steps down.</param>
    public readonly record struct Place(int X, int Y)
    {
        /// <summary>The place so many steps away.</summary>
        public Place Move(int right, int down)
        {
            return new Place(X + right, Y + down);
        }

        /// <summary>The place so many steps away in a direction.</summary>
        public Place Toward(Direction direction, int steps)
        {
            return direction switch
            {
                Direction.Right => Move(steps, 0),
                Direction.Left => Move(-steps, 0),
                Direction.Up => Move(0, -steps),
                _ => Move(0, steps),
            };
        }

        /// <summary>It lies on the straight line between two places of one row or column, ends included.</summary>
        public bool IsBetween(Place from, Place to)
        {
            bool row = from.Y == to.Y && Y == from.Y && (X - from.X) * (X - to.X) <= 0;
            bool column = from.X == to.X && X == from.X && (Y - from.Y) * (Y - to.Y) <= 0;
            return row || column;
        }
    }
}

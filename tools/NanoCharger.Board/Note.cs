namespace NanoCharger.Board
{
    /// <summary>Text on a sheet, or a dashed frame with a title.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="At">Where it begins, or the frame's upper left corner.</param>
    /// <param name="Width">The frame's width; 0: no frame.</param>
    /// <param name="Height">The frame's height.</param>
    public sealed record Note(string Text, Place At, int Width, int Height);
}

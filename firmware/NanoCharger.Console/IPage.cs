using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>An answer of several lines, written a few lines a turn since the port takes only so much at once.</summary>
    internal interface IPage
    {
        /// <summary>Writes a line, without its end; it goes on in a second row where 80 columns are too few. What does not print need not be escaped here.</summary>
        /// <returns>False when there is no such line any more.</returns>
        bool TryWriteLine(int index, AsciiWriter line);
    }
}

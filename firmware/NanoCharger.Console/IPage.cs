using NanoCharger.Text;

namespace NanoCharger.Console
{
    /// <summary>An answer of several lines, written a few lines a turn since the port takes only so much at once.</summary>
    internal interface IPage
    {
        /// <summary>Writes a line, without its end. What is beyond 80 columns is cut.</summary>
        /// <returns>False when there is no such line any more.</returns>
        bool TryWriteLine(int index, AsciiWriter line);
    }
}

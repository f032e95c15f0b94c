using System.IO;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Commands
{
    /// <summary>A database that a command works at: it must be there, since a mistyped name must not make an empty one.</summary>
    internal static class Existing
    {
        /// <summary>Opens it.</summary>
        /// <exception cref="InvalidDataException">It is not there, or cannot be used.</exception>
        internal static PlatformDatabase Open(string given)
        {
            return PlatformDatabase.IsServer(given) || File.Exists(given) ? PlatformDatabase.Open(given) : throw new InvalidDataException($"there is no database {given}");
        }
    }
}

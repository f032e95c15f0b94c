using System;
using System.IO;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.Commands
{
    /// <summary>The database that a command works at, and its failures as lines that name it.</summary>
    internal static class Existing
    {
        /// <summary>Works at one that must be there, since a mistyped name must not make an empty one.</summary>
        /// <exception cref="InvalidDataException">It is not there, cannot be used, or failed.</exception>
        internal static int Do(string given, Func<PlatformDatabase, int> work)
        {
            return PlatformDatabase.IsServer(given) || File.Exists(given) ? DoOrMake(given, work) : throw new InvalidDataException($"there is no database {given}");
        }

        /// <summary>Works at one that is made where it is absent.</summary>
        /// <inheritdoc cref="Do"/>
        internal static int DoOrMake(string given, Func<PlatformDatabase, int> work)
        {
            using PlatformDatabase database = PlatformDatabase.Open(given);
            try
            {
                return work(database);
            }
            catch (Exception problem) when (PlatformDatabase.IsItsOwn(problem))
            {
                throw new InvalidDataException(database.Describe(problem), problem);
            }
        }
    }
}

using System;

namespace NanoCharger.Backend.Data
{
    /// <summary>A newer version of this program has changed the tables under this one, which writes nothing more; the message is one line that names the database.</summary>
    internal sealed class OutdatedException(string message) : Exception(message);
}

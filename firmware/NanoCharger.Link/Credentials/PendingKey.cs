using System;
using System.IO;
using NanoCharger.Hal;
using NanoCharger.Signing;
using NanoCharger.Storage;

namespace NanoCharger.Link.Credentials
{
    /// <summary>The key for which a request is out, in a file of its own until its certificate comes (<see cref="SlotFrame"/>, "NCQ": the key as <see cref="LinkKey.WriteSec1"/> has it).</summary>
    /// <remarks>One file is enough: what is lost with it is a request, and the next one has a new key.</remarks>
    internal sealed class PendingKey
    {
        /// <summary>The file.</summary>
        internal const string FileName = "link.new";

        private const string Letters = "NCQ";
        private const int FormatVersion = 1;
        private const int Bytes = SlotFrame.HeaderBytes + LinkKey.Sec1Bytes + SlotFrame.CrcBytes;

        private readonly IStorage _storage;

        internal PendingKey(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>The key; null for none.</summary>
        internal LinkKey Key { get; private set; }

        /// <summary>Reads it.</summary>
        /// <returns>Null, or what the technician should know.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        internal string Load()
        {
            Key = null;
            int length = _storage.Length(FileName);
            if (length < 0)
            {
                return null;
            }

            byte[] file = new byte[Bytes];
            if (length == Bytes && _storage.Read(FileName, 0, file, 0, Bytes) == Bytes && SlotFrame.IsSound(file, Bytes, Letters, FormatVersion))
            {
                Key = LinkKey.FromSec1(file, SlotFrame.HeaderBytes, LinkKey.Sec1Bytes);
            }

            Array.Clear(file, 0, Bytes);
            return Key == null ? "the key of the request that is out is damaged: ask anew" : null;
        }

        /// <summary>Stores it. Durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <exception cref="IOException">The flash failed; what was there still is.</exception>
        internal void Save(LinkKey key)
        {
            byte[] file = new byte[Bytes];
            key.WriteSec1(file, SlotFrame.HeaderBytes);
            SlotFrame.Seal(file, Bytes, Letters, FormatVersion, 0);
            _storage.Write(FileName, file, Bytes);
            Array.Clear(file, 0, Bytes);
            Key = key;
        }

        /// <summary>Deletes it. Cost: about 10 ms.</summary>
        /// <exception cref="IOException">The flash failed: the file is still there.</exception>
        internal void Clear()
        {
            Key = null;
            _storage.Delete(FileName);
        }
    }
}

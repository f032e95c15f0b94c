using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Hal;
using NanoCharger.Signing;
using NanoCharger.Text;
using NanoCharger.Verify;

namespace NanoCharger.Bench.Signing;

/// <summary>Every public key that the station ever stored in its flash, so that no document has to be believed by the key that it brings along.</summary>
/// <remarks>Filled on the firmware's thread, read from any.</remarks>
public sealed class KeyRing
{
    private readonly object _gate = new();
    private readonly List<StationKey> _keys = [];

    /// <summary>The keys in the order in which they were stored first.</summary>
    public IReadOnlyList<StationKey> Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _keys];
            }
        }
    }

    /// <summary>Takes a key that the station has; one that it had before changes nothing.</summary>
    public void Add(StationKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            if (_keys.All(known => known.Hex != key.Hex))
            {
                _keys.Add(key);
            }
        }
    }

    /// <summary>A file has become durable; a slot of the key store gives its key.</summary>
    public void Committed(string name, byte[] content)
    {
        if (name is not (KeyStore.SlotA or KeyStore.SlotB))
        {
            return;
        }

        var store = new KeyStore(new OneFile(name, content));
        store.Load();
        if (store.PublicDer is { } der && StationKey.FromDer(der) is { } key)
        {
            Add(key);
        }
    }

    /// <summary>A flash of this one file, which stays as it is.</summary>
    private sealed class OneFile(string name, byte[] content) : IStorage
    {
        public int Length(string wanted)
        {
            return wanted == name ? content.Length : -1;
        }

        public int Read(string wanted, int fileOffset, byte[] buffer, int offset, int count)
        {
            int length = wanted == name ? Math.Clamp(content.Length - fileOffset, 0, count) : 0;
            Array.Copy(content, length == 0 ? 0 : fileOffset, buffer, offset, length);
            return length;
        }

        public void Write(string wanted, byte[] data, int length)
        {
            // The store mends its other slot, which is of no use here.
        }

        public void Append(string wanted, byte[] data, int length)
        {
            throw new NotSupportedException();
        }

        public void Delete(string wanted)
        {
            throw new NotSupportedException();
        }

        public string[] List()
        {
            return [name];
        }
    }
}

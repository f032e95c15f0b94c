using System;
using System.Collections.Generic;

namespace NanoCharger.Emulation;

/// <summary>One serial line between the chip's UART and a host's terminal.</summary>
public sealed class SerialLine
{
    private readonly object _gate = new();
    private readonly Queue<byte> _toChip = new();

    /// <summary>Bytes that the chip sent, raised on the machine's thread at the moment of sending.</summary>
    public event Action<byte[]>? Output;

    /// <summary>Bytes that wait for the chip.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _toChip.Count;
            }
        }
    }

    /// <summary>Sends bytes to the chip. May be called from any thread; a reproducible run calls it from an event of the machine.</summary>
    public void Type(byte[] bytes)
    {
        lock (_gate)
        {
            foreach (byte value in bytes)
            {
                _toChip.Enqueue(value);
            }
        }
    }

    internal int Take(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            int taken = 0;
            while (taken < count && _toChip.TryDequeue(out byte value))
            {
                buffer[offset + taken++] = value;
            }

            return taken;
        }
    }

    internal void Send(byte[] bytes)
    {
        Output?.Invoke(bytes);
    }

    /// <summary>A receive buffer does not survive a reset.</summary>
    internal void Clear()
    {
        lock (_gate)
        {
            _toChip.Clear();
        }
    }
}

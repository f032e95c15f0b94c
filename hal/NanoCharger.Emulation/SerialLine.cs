using System;
using System.Collections.Generic;

namespace NanoCharger.Emulation;

/// <summary>One serial line between the chip's UART and a host's terminal.</summary>
/// <remarks>
/// What is typed takes its time on the line, ten bits a byte, and goes into the port's receive buffer; a byte that finds it full is lost, as on the board. Bytes typed
/// while no port is open begin when one opens.
/// </remarks>
public sealed class SerialLine
{
    private readonly object _gate = new();
    private readonly Queue<(byte Value, long AtNanos)> _underWay = new();
    private readonly Queue<byte> _received = new();
    private Func<long>? _now;
    private long _nanosPerByte;
    private long _freeAtNanos;
    private int _bufferBytes;

    /// <summary>Bytes that the chip sent, raised on the machine's thread at the moment of sending.</summary>
    public event Action<byte[]>? Output;

    /// <summary>Most bytes that the runtime's receive buffer ever has, whatever the port asks for: runtimes before the size was heeded have 256.</summary>
    public int MostBufferBytes { get; set; } = int.MaxValue;

    /// <summary>Bytes that were typed and found the receive buffer full.</summary>
    public int Lost { get; private set; }

    /// <summary>Bytes that wait for the chip in its receive buffer.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                Arrive();
                return _received.Count;
            }
        }
    }

    /// <summary>Sends bytes to the chip. May be called from any thread; a reproducible run calls it from an event of the machine.</summary>
    public void Type(byte[] bytes)
    {
        lock (_gate)
        {
            _freeAtNanos = Math.Max(_freeAtNanos, _now?.Invoke() ?? 0);
            foreach (byte value in bytes)
            {
                _freeAtNanos += _nanosPerByte;
                _underWay.Enqueue((value, _freeAtNanos));
            }
        }
    }

    /// <summary>A port listens.</summary>
    /// <param name="now">Virtual time in ns.</param>
    /// <param name="nanosPerByte">What a byte takes on the line; 0 for a device that sends whole.</param>
    /// <param name="bufferBytes">Its receive buffer.</param>
    internal void Open(Func<long> now, long nanosPerByte, int bufferBytes)
    {
        lock (_gate)
        {
            _now = now;
            _nanosPerByte = nanosPerByte;
            _bufferBytes = Math.Min(bufferBytes, MostBufferBytes);
        }
    }

    internal int Take(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            Arrive();
            int taken = 0;
            while (taken < count && _received.TryDequeue(out byte value))
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
            _underWay.Clear();
            _received.Clear();
            _now = null;
            _freeAtNanos = 0;
        }
    }

    // Nothing is taken out between two calls, so what has come meanwhile may be put in at once, in its order.
    private void Arrive()
    {
        long now = _now?.Invoke() ?? -1;
        while (_underWay.TryPeek(out (byte Value, long AtNanos) next) && next.AtNanos <= now)
        {
            _underWay.Dequeue();
            if (_received.Count < _bufferBytes)
            {
                _received.Enqueue(next.Value);
            }
            else
            {
                Lost++;
            }
        }
    }
}

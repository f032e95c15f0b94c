using NanoCharger.Emulation;
using nanoFramework.Hardware.Esp32;

namespace System.IO.Ports;

/// <summary>A serial port. COM2 leads to the machine's console line, COM3 to its card reader's; COM1 leads nowhere.</summary>
public sealed class SerialPort : IDisposable
{
    private const string ConsolePort = "COM2";
    private const string ReaderPort = "COM3";

    private const int HardwareBytes = 128;

    private readonly Chip _chip = VirtualThread.Current.Chip;
    private long _sentAt;

    /// <summary>A port, not yet open.</summary>
    public SerialPort(string portName, int baudRate = 9600, Parity parity = Parity.None, int dataBits = 8, StopBits stopBits = StopBits.One)
    {
        PortName = portName;
        BaudRate = baudRate;
        Parity = parity;
        DataBits = dataBits;
        StopBits = stopBits;
    }

    /// <summary>Bits a second. What is sent is seen on the line at once; the time that it takes counts where the hardware's buffer is full.</summary>
    public int BaudRate { get; set; }

    /// <summary>Flow control; the emulation needs none.</summary>
    public Handshake Handshake { get; set; }

    /// <summary>Bits of a character.</summary>
    public int DataBits { get; set; }

    /// <summary>Parity.</summary>
    public Parity Parity { get; set; }

    /// <summary>Stop bits.</summary>
    public StopBits StopBits { get; set; }

    /// <summary>COM1, COM2 or COM3.</summary>
    public string PortName { get; }

    /// <summary>True between open and close.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Longest wait of a read in ms; the emulation never waits in a read.</summary>
    public int ReadTimeout { get; set; } = -1;

    /// <summary>Longest wait of a write in ms.</summary>
    public int WriteTimeout { get; set; } = -1;

    /// <summary>Size of the receive buffer in bytes; heeded when the port opens. What comes while it is full is lost.</summary>
    public int ReadBufferSize { get; set; } = 256;

    /// <summary>Size of the send buffer.</summary>
    public int WriteBufferSize { get; set; } = 256;

    /// <summary>Bytes received and not yet read. Cost: 0.3 ms.</summary>
    public int BytesToRead
    {
        get
        {
            Use();
            return Line?.Waiting ?? 0;
        }
    }

    private long NanosPerByte => 10_000_000_000 / BaudRate;

    private SerialLine? Line => PortName switch
    {
        ConsolePort => _chip.Machine.Options.Console,
        ReaderPort => _chip.Machine.Options.Reader,
        _ => null,
    };

    /// <summary>Opens the port. Cost: 0.3 ms.</summary>
    /// <exception cref="InvalidOperationException">It is open already.</exception>
    /// <exception cref="ArgumentException">There is no such port, or its lines have no pins.</exception>
    public void Open()
    {
        _chip.Machine.Spend(Cost.UartNanos);
        if (IsOpen)
        {
            throw new InvalidOperationException("The port is open already");
        }

        if (!HasPins())
        {
            throw new ArgumentException("The port's lines have no pins: Configuration.SetPinFunction first");
        }

        IsOpen = true;

        // A reader sends a card at once; a terminal's keys and files take the time of the line.
        Machine machine = _chip.Machine;
        Line?.Open(() => machine.NowNanos, PortName == ConsolePort ? NanosPerByte : 0, ReadBufferSize);
    }

    /// <summary>Closes the port.</summary>
    public void Close()
    {
        _chip.Machine.Spend(Cost.UartNanos);
        IsOpen = false;
    }

    /// <summary>Takes what has been received, without waiting. Cost: 0.3 ms.</summary>
    /// <returns>Bytes taken, at most <paramref name="count"/>.</returns>
    public int Read(byte[] buffer, int offset, int count)
    {
        Use();
        return Line?.Take(buffer, offset, count) ?? 0;
    }

    /// <summary>One received byte, -1 when there is none. Cost: 0.3 ms.</summary>
    public int ReadByte()
    {
        byte[] one = new byte[1];
        return Read(one, 0, 1) == 1 ? one[0] : -1;
    }

    /// <summary>Sends bytes. Cost: 0.3 ms while they fit in the UART's own buffer; what does not fit is waited for in native code, in which no thread runs.</summary>
    public void Write(byte[] buffer, int offset, int count)
    {
        Use();
        Queue(count);
        Line?.Send(buffer.AsSpan(offset, count).ToArray());
    }

    /// <summary>Sends a byte. Cost: 0.3 ms.</summary>
    public void WriteByte(byte value)
    {
        Write([value], 0, 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
    }

    /// <summary>The hardware's buffer empties at ten bits a byte; the library has none of its own.</summary>
    private void Queue(int count)
    {
        Machine machine = _chip.Machine;
        long nanosPerByte = NanosPerByte;
        _sentAt = Math.Max(_sentAt, machine.NowNanos) + (count * nanosPerByte);
        long wait = _sentAt - machine.NowNanos - (HardwareBytes * nanosPerByte);
        if (wait > 0)
        {
            machine.Stall(wait);
        }
    }

    private void Use()
    {
        _chip.Machine.Spend(Cost.UartNanos);
        if (!IsOpen)
        {
            throw new InvalidOperationException("The port is not open");
        }
    }

    private bool HasPins()
    {
        return PortName switch
        {
            "COM1" => true,
            ConsolePort => Has(DeviceFunction.COM2_TX) && Has(DeviceFunction.COM2_RX),
            ReaderPort => Has(DeviceFunction.COM3_TX) && Has(DeviceFunction.COM3_RX),
            _ => false,
        };
    }

    private bool Has(DeviceFunction function)
    {
        return _chip.PinOfFunction.ContainsKey((int)function);
    }
}

namespace System.IO.Ports;

/// <summary>Flow control of a serial port.</summary>
public enum Handshake
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>By characters.</summary>
    XOnXOff = 1,

    /// <summary>By lines.</summary>
    RequestToSend = 2,

    /// <summary>By both.</summary>
    RequestToSendXOnXOff = 3,
}

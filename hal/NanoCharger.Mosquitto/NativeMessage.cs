using System.Runtime.InteropServices;

namespace NanoCharger.Mosquitto
{
    /// <summary>struct mosquitto_message of mosquitto.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct NativeMessage
    {
        internal int Id;
        internal nint Topic;
        internal byte* Payload;
        internal int Length;
        internal int Qos;
        internal byte Retain;
    }
}

using System;
using System.Runtime.InteropServices;

namespace NanoCharger.Mosquitto
{
    /// <summary>The functions that libmosquitto calls; each finds its connection by the user data and passes plain values on.</summary>
    internal static unsafe class Callbacks
    {
        internal static void Register(nint client)
        {
            Native.OnConnect(client, &Connected);
            Native.OnDisconnect(client, &Disconnected);
            Native.OnPublish(client, &Published);
            Native.OnSubscribe(client, &Subscribed);
            Native.OnMessage(client, &MessageArrived);
        }

        private static Connection Find(nint userData)
        {
            return (Connection)GCHandle.FromIntPtr(userData).Target!;
        }

        [UnmanagedCallersOnly]
        private static void Connected(nint client, nint userData, int reason, int flags, nint properties)
        {
            Find(userData).OnConnect(reason);
        }

        [UnmanagedCallersOnly]
        private static void Disconnected(nint client, nint userData, int reason, nint properties)
        {
            Find(userData).OnDisconnect(reason);
        }

        [UnmanagedCallersOnly]
        private static void Published(nint client, nint userData, int id, int reason, nint properties)
        {
            Find(userData).OnPublished(id);
        }

        [UnmanagedCallersOnly]
        private static void Subscribed(nint client, nint userData, int id, int count, int* granted, nint properties)
        {
            Find(userData).OnSubscribed(id, count > 0 ? granted[0] : 0);
        }

        [UnmanagedCallersOnly]
        private static void MessageArrived(nint client, nint userData, NativeMessage* message, nint properties)
        {
            byte[] payload = new ReadOnlySpan<byte>(message->Payload, message->Length).ToArray();
            Find(userData).OnMessage(new MosquittoMessage(
                Marshal.PtrToStringUTF8(message->Topic) ?? "", payload, message->Qos, message->Retain != 0));
        }
    }
}

using System;
using System.Runtime.InteropServices;

namespace NanoCharger.Mosquitto
{
    /// <summary>The part of mosquitto.h (2.0) that the wrapper calls. Return values are MOSQ_ERR_* codes, 0 for success.</summary>
    internal static unsafe partial class Native
    {
        internal const int Success = 0;
        internal const int NoConnection = 4;
        internal const int ConnectionRefused = 5;
        internal const int ConnectionLost = 7;
        internal const int SystemError = 14;
        internal const int AddressError = 15;

        internal const int OptionProtocolVersion = 1;
        internal const int OptionTcpNoDelay = 11;
        internal const int ProtocolVersion5 = 5;

        /// <summary>Both directions of a socket, for <see cref="Shutdown"/> (SHUT_RDWR of Linux).</summary>
        internal const int BothDirections = 2;

        private const string Library = "libmosquitto.so.1";

        private static readonly Lazy<bool> Initialised = new(Initialise);

        /// <summary>Loads and initialises the library once in the process.</summary>
        /// <exception cref="MosquittoException">The library is not installed.</exception>
        internal static void EnsureLoaded()
        {
            if (!Initialised.Value)
            {
                throw new MosquittoException(
                    MosquittoFailure.NotInstalled,
                    Library + " was not found: install the Debian package libmosquitto1.");
            }
        }

        /// <summary>The library's own words for one of its error codes.</summary>
        internal static string Describe(int code)
        {
            return Marshal.PtrToStringUTF8(ErrorText(code)) ?? "error " + code;
        }

        private static bool Initialise()
        {
            if (!NativeLibrary.TryLoad(Library, out _))
            {
                return false;
            }

            InitialiseLibrary();
            return true;
        }

        [LibraryImport(Library, EntryPoint = "mosquitto_lib_init")]
        private static partial int InitialiseLibrary();

        [LibraryImport(Library, EntryPoint = "mosquitto_strerror")]
        private static partial nint ErrorText(int code);

        [LibraryImport(Library, EntryPoint = "mosquitto_new", StringMarshalling = StringMarshalling.Utf8)]
        internal static partial nint New(string clientId, [MarshalAs(UnmanagedType.U1)] bool cleanStart, nint userData);

        [LibraryImport(Library, EntryPoint = "mosquitto_destroy")]
        internal static partial void Destroy(nint client);

        [LibraryImport(Library, EntryPoint = "mosquitto_int_option")]
        internal static partial int SetOption(nint client, int option, int value);

        [LibraryImport(Library, EntryPoint = "mosquitto_threaded_set")]
        internal static partial int SetThreaded(nint client, [MarshalAs(UnmanagedType.U1)] bool threaded);

        [LibraryImport(Library, EntryPoint = "mosquitto_will_set_v5", StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int SetWill(
            nint client, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

        [LibraryImport(Library, EntryPoint = "mosquitto_username_pw_set", StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int SetCredentials(nint client, string? user, string? password);

        [LibraryImport(Library, EntryPoint = "mosquitto_connect_bind_v5", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
        internal static partial int Connect(nint client, string host, int port, int keepAlive, string? bindAddress, nint properties);

        [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5")]
        internal static partial int Disconnect(nint client, int reason, nint properties);

        [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5", StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int Publish(
            nint client, out int id, string topic, int length, byte* payload, int qos, [MarshalAs(UnmanagedType.U1)] bool retain, nint properties);

        [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_v5", StringMarshalling = StringMarshalling.Utf8)]
        internal static partial int Subscribe(nint client, out int id, string topic, int qos, int options, nint properties);

        [LibraryImport(Library, EntryPoint = "mosquitto_loop")]
        internal static partial int Loop(nint client, int timeoutMilliseconds, int maxPackets);

        [LibraryImport(Library, EntryPoint = "mosquitto_socket")]
        internal static partial int Socket(nint client);

        [LibraryImport(Library, EntryPoint = "mosquitto_connect_v5_callback_set")]
        internal static partial void OnConnect(nint client, delegate* unmanaged<nint, nint, int, int, nint, void> callback);

        [LibraryImport(Library, EntryPoint = "mosquitto_disconnect_v5_callback_set")]
        internal static partial void OnDisconnect(nint client, delegate* unmanaged<nint, nint, int, nint, void> callback);

        [LibraryImport(Library, EntryPoint = "mosquitto_publish_v5_callback_set")]
        internal static partial void OnPublish(nint client, delegate* unmanaged<nint, nint, int, int, nint, void> callback);

        [LibraryImport(Library, EntryPoint = "mosquitto_subscribe_v5_callback_set")]
        internal static partial void OnSubscribe(nint client, delegate* unmanaged<nint, nint, int, int, int*, nint, void> callback);

        [LibraryImport(Library, EntryPoint = "mosquitto_message_v5_callback_set")]
        internal static partial void OnMessage(nint client, delegate* unmanaged<nint, nint, NativeMessage*, nint, void> callback);

        [LibraryImport("libc", EntryPoint = "dup")]
        internal static partial int Duplicate(int descriptor);

        [LibraryImport("libc", EntryPoint = "shutdown")]
        internal static partial int Shutdown(int descriptor, int how);

        [LibraryImport("libc", EntryPoint = "close")]
        internal static partial int Close(int descriptor);
    }
}

using System;
using System.Buffers.Binary;
using System.Text;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>The frames of a stream: MQTT packets (MQTT 5.0, 2.1) in plain TCP, records (RFC 5246, 6.2.1) in TLS.</summary>
    internal static class WireFrames
    {
        private const int RecordHeadBytes = 5;
        private const int ApplicationData = 23;
        private const int Connect = 1;
        private const int Subscribe = 8;
        private const int Publish = 3;
        private const int PublishAcknowledged = 4;

        /// <summary>Length of the first frame; 0 while it is not whole.</summary>
        internal static int LengthOf(ReadOnlySpan<byte> bytes, bool tls)
        {
            if (tls)
            {
                int record = bytes.Length < RecordHeadBytes ? int.MaxValue : RecordHeadBytes + BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]);
                return record <= bytes.Length ? record : 0;
            }

            int at = 1;
            if (!TryReadLength(bytes, ref at, out int rest))
            {
                return 0;
            }

            return at + rest <= bytes.Length ? at + rest : 0;
        }

        /// <summary>Whether a record shows that the handshake is over.</summary>
        internal static bool IsApplicationData(ReadOnlySpan<byte> record)
        {
            return record[0] == ApplicationData;
        }

        /// <summary>Whether somebody waits for what becomes of this packet: so that the moment in virtual time at which its loss is seen does not hang on real time.</summary>
        internal static bool IsAwaited(ReadOnlySpan<byte> packet, WireWay way)
        {
            return way == WireWay.Down || packet[0] >> 4 is Connect or Subscribe || KindOf(packet, way) is not null;
        }

        /// <summary>What keeping back this packet would be; null: it is none of those that may be kept back by themselves.</summary>
        internal static WireHarmKind? KindOf(ReadOnlySpan<byte> packet, WireWay way)
        {
            int type = packet[0] >> 4;
            bool asked = (packet[0] & 6) != 0;
            return (type, way) switch
            {
                (Publish, WireWay.Up) when asked => WireHarmKind.MessageUp,
                (Publish, WireWay.Down) => WireHarmKind.MessageDown,
                (PublishAcknowledged, WireWay.Down) => WireHarmKind.Acknowledgement,
                _ => null,
            };
        }

        /// <summary>Topic and content of a PUBLISH (MQTT 5.0, 3.3).</summary>
        internal static WireHarm Message(ReadOnlySpan<byte> packet)
        {
            int at = 1;
            TryReadLength(packet, ref at, out _);
            int topicBytes = BinaryPrimitives.ReadUInt16BigEndian(packet[at..]);
            string topic = Encoding.UTF8.GetString(packet.Slice(at + 2, topicBytes));
            at += 2 + topicBytes + ((packet[0] & 6) != 0 ? 2 : 0);
            TryReadLength(packet, ref at, out int properties);
            return new WireHarm(WireHarmKind.MessageDown, topic, packet[(at + properties)..].ToArray());
        }

        /// <summary>A variable byte integer (MQTT 5.0, 1.5.5).</summary>
        private static bool TryReadLength(ReadOnlySpan<byte> bytes, ref int at, out int length)
        {
            length = 0;
            for (int shift = 0; at < bytes.Length; shift += 7)
            {
                byte digit = bytes[at++];
                length |= (digit & 0x7F) << shift;
                if (digit < 0x80)
                {
                    return true;
                }
            }

            return false;
        }
    }
}

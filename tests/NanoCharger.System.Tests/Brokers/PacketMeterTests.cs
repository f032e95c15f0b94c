using System;
using System.Collections.Generic;
using NanoCharger.Broker;
using Xunit;

namespace NanoCharger.System.Tests.Brokers
{
    /// <summary>The lengths of packets, whatever pieces they come in.</summary>
    public sealed class PacketMeterTests
    {
        private const int Limit = 65_536;

        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(127)]
        [InlineData(128)]
        [InlineData(16_383)]
        [InlineData(16_384)]
        [InlineData(Limit)]
        public void What_is_not_too_long_passes_and_the_next_packet_begins_behind_it(int length)
        {
            byte[] stream = [.. Packet(length), .. Packet(length)];
            foreach (int piece in (int[])[1, 2, 3, 1000, stream.Length])
            {
                PacketMeter meter = new();
                for (int at = 0; at < stream.Length; at += piece)
                {
                    Assert.Null(meter.Take(stream.AsSpan(at, Math.Min(piece, stream.Length - at))));
                }

                Assert.NotNull(meter.Take(Head(Limit + 1)));
            }
        }

        [Theory]
        [InlineData(Limit + 1)]
        [InlineData(2_097_151)]
        [InlineData(2_097_152)]
        [InlineData(268_435_455)]
        public void What_is_longer_is_refused_before_its_body(int length)
        {
            Assert.Equal("a packet of more than 65536 bytes", new PacketMeter().Take(Head(length)));
        }

        [Fact]
        public void A_length_of_more_than_four_bytes_is_refused()
        {
            Assert.Equal("a remaining length of more than 4 bytes", new PacketMeter().Take([0x30, 0x80, 0x80, 0x80, 0x80]));
            Assert.Null(new PacketMeter().Take([0x30, 0x80, 0x80, 0x80, 0x00, 0x30, 0x00]));
        }

        private static byte[] Head(int length)
        {
            List<byte> head = [0x30];
            do
            {
                head.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
                length >>= 7;
            }
            while (length > 0);
            return [.. head];
        }

        /// <summary>Its body is what no length is: a meter that has lost its place sees it.</summary>
        private static byte[] Packet(int length)
        {
            byte[] body = new byte[length];
            Array.Fill(body, (byte)0xFF);
            return [.. Head(length), .. body];
        }
    }
}

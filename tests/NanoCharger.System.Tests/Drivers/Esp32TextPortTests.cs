using System.Collections.Generic;
using System.Text;
using NanoCharger.Emulation;
using NanoCharger.Hal;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>The technician's port.</summary>
    public sealed class Esp32TextPortTests
    {
        [Fact]
        public void Bytes_go_both_ways_and_nothing_waits()
        {
            BareBoard bare = new();
            List<byte> seen = new();
            bare.Line.Output += seen.AddRange;
            bare.Run(() =>
            {
                ITextPort port = Stations.Board().Console;
                byte[] buffer = new byte[4];
                long before = bare.Machine.NowNanos;
                Assert.Equal(0, port.Read(buffer));
                Assert.True(bare.Machine.NowNanos - before < BareBoard.Millisecond);
                bare.Line.Type(Encoding.ASCII.GetBytes("status"));
                VirtualThread.Sleep(10);
                Assert.Equal(4, port.Read(buffer));
                Assert.Equal("stat", Encoding.ASCII.GetString(buffer));
                Assert.Equal(2, port.Read(buffer));
                port.Write(Encoding.ASCII.GetBytes("ok\r\nrest"), 4);
                Assert.Equal("ok\r\n", Encoding.ASCII.GetString(seen.ToArray()));
            });
        }
    }
}

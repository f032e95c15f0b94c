using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.Hal.Esp32;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>Files in flash, and what a loss of power leaves of them.</summary>
    public sealed class Esp32StorageTests
    {
        private static readonly byte[] Old = Encoding.ASCII.GetBytes("the old settings");
        private static readonly byte[] New = Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray();

        private readonly BareBoard _bare = new();

        [Fact]
        public void What_was_written_is_in_the_flash_when_the_call_returns()
        {
            _bare.Run(() =>
            {
                Esp32Storage storage = new();
                storage.Write("settings.a", Old, Old.Length);
                Assert.Equal(Old, _bare.Flash.Read("settings.a"));
                storage.Write("settings.a", New, 3);
                Assert.Equal(New.Take(3), _bare.Flash.Read("settings.a"));
                storage.Append("log.1", Old, 7);
                storage.Append("log.1", New, 2);
                Assert.Equal(Old.Take(7).Concat(New.Take(2)), _bare.Flash.Read("log.1"));
            });
        }

        [Fact]
        public void A_cut_at_any_time_leaves_the_old_file_or_the_new()
        {
            HashSet<int> seen = new();
            for (int millis = 0; millis < 300; millis += 5)
            {
                seen.Add(LengthAfterCut(millis, storage => storage.Write("x", New, New.Length)));
            }

            Assert.Equal(new HashSet<int> { Old.Length, New.Length }, seen);
        }

        [Fact]
        public void A_cut_at_any_time_leaves_an_append_whole_or_undone()
        {
            HashSet<int> seen = new();
            for (int millis = 0; millis < 300; millis += 5)
            {
                seen.Add(LengthAfterCut(millis, storage => storage.Append("x", New, New.Length)));
            }

            Assert.Equal(new HashSet<int> { Old.Length, Old.Length + New.Length }, seen);
        }

        [Fact]
        public void Reading_goes_from_any_offset_to_the_end_of_the_file()
        {
            _bare.Flash.Replace("x", New);
            _bare.Run(() =>
            {
                Esp32Storage storage = new();
                byte[] buffer = new byte[10];
                Assert.Equal(5000, storage.Length("x"));
                Assert.Equal(4, storage.Read("x", 4096, buffer, 3, 4));
                Assert.Equal(New.Skip(4096).Take(4), buffer.Skip(3).Take(4));
                Assert.Equal(2, storage.Read("x", 4998, buffer, 0, 10));
                Assert.Equal(0, storage.Read("x", 5000, buffer, 0, 10));
                Assert.Equal(0, storage.Read("x", 9000, buffer, 0, 10));
                Assert.Equal(0, storage.Read("none", 0, buffer, 0, 10));
                Assert.Equal(-1, storage.Length("none"));
            });
        }

        [Fact]
        public void Names_are_listed_without_their_volume_and_go_when_deleted()
        {
            _bare.Flash.Replace("cursor", Old);
            _bare.Flash.Replace("log.12", Old);
            _bare.Run(() =>
            {
                Esp32Storage storage = new();
                Assert.Equal(new[] { "cursor", "log.12" }, storage.List().OrderBy(name => name));
                storage.Delete("cursor");
                storage.Delete("cursor");
                Assert.Equal(new[] { "log.12" }, storage.List());
            });
        }

        [Theory]
        [InlineData("")]
        [InlineData("Capital")]
        [InlineData("a\\b")]
        [InlineData("a-name-of-25-characters-xy")]
        public void A_name_outside_the_contract_is_refused(string name)
        {
            _bare.Run(() => Assert.Throws<ArgumentException>(() => new Esp32Storage().Write(name, Old, 1)));
        }

        [Fact]
        public void A_full_flash_throws_and_keeps_what_was_there()
        {
            byte[] big = new byte[200_000];
            _bare.Run(() =>
            {
                Esp32Storage storage = new();
                storage.Write("x", Old, Old.Length);
                storage.Write("y", big, big.Length);
                Assert.Throws<IOException>(() => storage.Write("x", big, big.Length));
                Assert.Equal(Old, _bare.Flash.Read("x"));
            });
        }

        private static int LengthAfterCut(int millis, Action<Esp32Storage> change)
        {
            BareBoard bare = new(seed: (ulong)millis + 1);
            bare.Flash.Replace("x", Old);
            bare.Run(() =>
            {
                bare.Machine.Schedule(bare.Machine.NowNanos + (millis * BareBoard.Millisecond), bare.Machine.CutPower);
                change(new Esp32Storage());
            });
            return bare.Flash.Read("x")!.Length;
        }
    }
}

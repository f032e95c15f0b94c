using System;
using System.IO;
using System.Linq;
using System.Text;
using NanoCharger.App;
using NanoCharger.Emulation;
using NanoCharger.Hal.Esp32;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests.Drivers
{
    /// <summary>What goes wrong before the loop runs is told on the console and by the lamp.</summary>
    public sealed class StartTests
    {
        private const int Minute = 60;

        private readonly StringBuilder _told = new();

        [Fact]
        public void A_heap_that_cannot_hold_the_program_is_told_and_no_pulse_arms_the_hold()
        {
            BareBoard bare = Play(new BareBoard(freeHeapBytes: Program.LeastHeapBytes - 1));
            Assert.StartsWith("no charger: the heap is too small, a chip with PSRAM is needed; free bytes: " + (Program.LeastHeapBytes - 1) + "\r\n", Told());
            Assert.InRange(bare.Writes.Count(write => write.Gpio == ReferenceBoard.SinglePhase().IndicatorPin), 4 * Minute, 9 * Minute);
            Assert.DoesNotContain(bare.Writes, write => write.Gpio == ReferenceBoard.SinglePhase().HoldPin && write.High);
            Assert.DoesNotContain(bare.Writes, write => write.Gpio == ReferenceBoard.SinglePhase().ContactorPin && write.High);
        }

        [Fact]
        public void It_is_told_again_and_again()
        {
            Play(new BareBoard(freeHeapBytes: 40_000));
            int lines = Told().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length;
            Assert.InRange(lines, Minute / 2 - 2, Minute / 2 + 2);
        }

        [Fact]
        public void A_heap_that_is_just_enough_starts_the_charger()
        {
            Play(new BareBoard(freeHeapBytes: Program.LeastHeapBytes));
            Assert.StartsWith("nanoCharger reference board, 1 phase: started", Told());
        }

        [Fact]
        public void A_flash_that_cannot_be_read_is_told()
        {
            BareBoard bare = new();
            bare.Flash.Dead = true;
            Play(bare);
            Assert.StartsWith("no charger: The flash does not answer\r\n", Told());
            Assert.Empty(bare.Writes);
        }

        [Fact]
        public void What_Main_wants_is_what_the_gauge_has_counted()
        {
            string table = File.ReadAllText(Repository.File("firmware/NanoCharger.App/README.md"));
            Assert.Contains($"Least free heap when `Main` begins: **{Program.LeastHeapBytes / 1024} KiB**", table);
        }

        private BareBoard Play(BareBoard bare)
        {
            bare.Line.Output += bytes => _told.Append(Encoding.ASCII.GetString(bytes));
            bare.Machine.Boot(Program.Main);
            bare.Machine.Run(Minute * BareBoard.Second);
            bare.Machine.CutPower();
            return bare;
        }

        private string Told() => _told.ToString();
    }
}

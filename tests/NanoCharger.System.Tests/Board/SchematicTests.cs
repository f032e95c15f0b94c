using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoCharger.Board;
using NanoCharger.Hal.Esp32;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests.Board
{
    /// <summary>The schematic is whole: its pictures are current, each pin is wired, the bill of materials has each part, the chip's pins are those of the firmware.</summary>
    public sealed class SchematicTests
    {
        /// <summary>Phases that are drawn once, at their terminals, and repeated on the three-phase board.</summary>
        private static readonly string[] Repeated = ["L2", "L3", "OUT_L2", "OUT_L3"];

        public static TheoryData<string> Sheets => new TheoryData<string>(BoardSheets.Files.Select(path => Path.GetFileNameWithoutExtension(path)!));

        [Theory]
        [MemberData(nameof(Sheets))]
        public void The_picture_is_what_the_sheet_draws(string sheet)
        {
            string path = Repository.File(BoardSheets.Folder + sheet);
            Assert.Equal(SheetPicture.Of(SheetReader.Read(path + ".sheet")), File.ReadAllText(path + ".svg"));
            Assert.Contains($"]({sheet}.svg)", File.ReadAllText(Repository.File(BoardSheets.Folder + "README.md")));
        }

        [Fact]
        public void Each_pin_is_wired_to_another_one()
        {
            List<Place> meant = BoardSheets.All.SelectMany(sheet => sheet.Unconnected).ToList();
            IEnumerable<Net> alone = BoardSheets.Nets.Where(net => net.Pins.Count < 2 && !meant.Contains(net.Pins[0].At) && !Repeated.Contains(net.Name));
            Assert.Empty(alone.Select(net => net.Name + ": " + string.Join(' ', net.Pins)));
        }

        [Fact]
        public void Each_name_of_a_net_stands_for_one_net_and_no_wire_ends_nowhere()
        {
            Assert.DoesNotContain(BoardSheets.Nets, net => net.Name.Contains('='));
            foreach (Sheet sheet in BoardSheets.All)
            {
                HashSet<Place> held = sheet.Parts.SelectMany(part => part.Pins).Select(pin => pin.At).Concat(sheet.Flags.Select(flag => flag.At)).ToHashSet();
                IEnumerable<Place> ends = sheet.Wires.SelectMany(wire => new[] { wire[0], wire[^1] });
                Assert.Empty(ends.Where(end => !held.Contains(end) && sheet.Wires.Count(wire => wire.Zip(wire.Skip(1)).Any(part => end.IsBetween(part.First, part.Second))) < 2)
                    .Select(end => sheet.Title + " " + end));
            }
        }

        [Fact]
        public void The_bill_of_materials_has_each_part_once_with_its_value()
        {
            List<(string Reference, string Value)> bill = File.ReadLines(Repository.File(BoardSheets.Folder + "BOM.md"))
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .SelectMany(cells => cells[1].Split(", ").Select(reference => (reference, cells[2]))).ToList();
            List<(string Reference, string Value)> drawn = BoardSheets.Parts.Select(part => (part.Whole, part.Value)).Distinct().ToList();
            Assert.Equal(drawn.Select(part => part.Reference).Distinct(), drawn.Select(part => part.Reference));
            Assert.Equal(drawn.Order(), bill.Order());
            Assert.Equal(BoardSheets.Parts.Select(part => part.Reference).Distinct(), BoardSheets.Parts.Select(part => part.Reference));
        }

        [Fact]
        public void The_readme_names_the_consoles_connector_where_it_first_mentions_the_console()
        {
            string first = File.ReadLines(Repository.File("README.md")).First(line => line.Contains("console", StringComparison.OrdinalIgnoreCase));
            Assert.Contains("connector J7", first);
            Assert.Contains("nobody has built", File.ReadAllText(Repository.File(BoardSheets.Folder + "README.md")), StringComparison.OrdinalIgnoreCase);
        }

        [Fact]
        public void The_processors_pins_go_where_the_firmware_has_them()
        {
            BoardDescription board = ReferenceBoard.SinglePhase();
            (int Gpio, string Pin)[] wanted =
            [
                (board.PilotPwmPin, "U3.A"), (board.ContactorPin, "U13A.A"), (board.HoldPin, "U7.TRIG"), (board.ResidualTestPin, "U17A.TEST"),
                (board.ResidualTripPin, "U17A.TRIP"), (board.OutputSensePin, "U10C.Y"), (board.HoldArmedPin, "U11A.Y"), (board.InterlockPin, "U11B.Y"),
                (board.EarthPin, "U10D.Y"), (board.WatchdogLatchPin, "U9A.Q"), (board.IndicatorPin, "R110.1"), (board.PilotSensePin, "R30.2"),
                (board.ProximityPin, "R32.2"), (board.VoltagePins[0], "R87.2"), (board.CurrentPins[0], "R89.2"), (board.NtcPin, "R95.2"),
                (board.ConsoleTransmitPin, "R113.1"), (board.ConsoleReceivePin, "R114.1"), (board.ReaderReceivePin, "R115.1"),
            ];
            Assert.All(wanted, one => Assert.True(BoardSheets.Joined("U20.GPIO" + one.Gpio, one.Pin), $"GPIO{one.Gpio} is not wired to {one.Pin}"));
        }

        [Fact]
        public void Power_on_resets_the_watchdogs_counter_and_latch_as_a_hold_pulse_does()
        {
            // The CD4060B comes up with any count: without this a reset, and a latch that blames the watchdog, could come at any time of the first 30 s.
            Assert.True(BoardSheets.Joined("U2./RESET", "U10B.A") && BoardSheets.Joined("U10B.Y", "D60.A"));
            Assert.True(BoardSheets.Joined("D60.K", "C60.2", "R65.1", "U10A.A") && BoardSheets.Joined("R65.2", "U8.MR"));
            Assert.True(BoardSheets.Joined("U10A.Y", "U9A./CLR"));

            // By its edge only: a pin that hangs high holds no counter.
            Assert.True(BoardSheets.Joined("C60.1", "U20.GPIO27"));
        }

        [Fact]
        public void The_coil_needs_the_command_and_three_latches_and_two_contacts_in_its_supply()
        {
            Assert.True(BoardSheets.Joined("U13A.A", "U20.GPIO26") && BoardSheets.Joined("U13A.Y", "R72.1") && BoardSheets.Joined("R72.2", "Q2.G"));
            foreach ((string gate, string input, string content) in new[] { ("A", "B", "U7.OUT"), ("B", "C", "U6.OUT"), ("C", "D", "U10F.Y") })
            {
                Assert.True(BoardSheets.Joined($"U11{gate}.Y", $"U12{gate}.A", $"U13A.{input}"));
                Assert.True(BoardSheets.Joined($"U12{gate}.Y", $"U11{gate}.A") && BoardSheets.Joined($"U11{gate}.B", content) && BoardSheets.Joined($"U12{gate}.B", "U10E.Y"));
            }

            Assert.True(BoardSheets.Joined("J5.1", "C2.+") && BoardSheets.Joined("J5.2", "U17B.1") && BoardSheets.Joined("U17B.2", "K1.1") && BoardSheets.Joined("K1.2", "Q2.D"));
        }

        [Fact]
        public void Nothing_but_transformers_couplers_and_the_supply_stands_between_mains_and_extra_low_voltage()
        {
            string[] mains = ["L1", "L2", "L3", "N", "OUT_L1", "OUT_L2", "OUT_L3"];
            string[] barrier = ["PS1", "T1", "T2", "U18", "U19", "J1"];
            HashSet<Net> reached = BoardSheets.Nets.Where(net => mains.Contains(net.Name)).ToHashSet();
            for (int before = 0; before < reached.Count;)
            {
                before = reached.Count;
                HashSet<string> parts = reached.SelectMany(net => net.Pins).Select(pin => pin.Part).Where(part => !barrier.Contains(part) && part != "J4").ToHashSet();
                reached.UnionWith(BoardSheets.Nets.Where(net => net.Pins.Any(pin => parts.Contains(pin.Part))));

                // The earth monitor's current returns by the protective conductor, which is the ground: that is its purpose.
                reached.RemoveWhere(net => net.Name == Flag.Ground);
            }

            Assert.DoesNotContain(reached.SelectMany(net => net.Pins), pin => pin.Part.StartsWith("U20", StringComparison.Ordinal));
            Assert.DoesNotContain(reached, net => net.Name is "3V3" or "+12V" or "BIAS");
        }
    }
}

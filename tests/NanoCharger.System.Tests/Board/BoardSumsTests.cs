using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NanoCharger.Bay.Physics;
using NanoCharger.Hal.Esp32;
using NanoCharger.System.Tests.Bay;
using NanoCharger.System.Tests.Documents;
using Xunit;

namespace NanoCharger.System.Tests.Board
{
    /// <summary>The sums of the board's README, done again with the values of its sheets and the figures of the data sheets; and the bay's constants against them.</summary>
    public sealed class BoardSumsTests
    {
        private const double Supply = 3.3;
        private const double SupplySpread = 0.02;

        // OPA192 at 2 kOhm, ±15 V: 500 mV from the rail at most; 20 V/µs. TMR 1: ±5 % counted.
        private const double SwingFromRail = 0.5;
        private const double SlewVoltsPerMicrosecond = 20;
        private const double LeastRail = 15 * 0.95;

        /// <summary>How far the buffer's levels stay from its rails at 0.24 mA.</summary>
        private const double BufferDrop = 0.01;

        /// <summary>The contactor's release.</summary>
        private const double ReleaseMillis = 15;

        /// <summary>The highest pilot that is C for everybody (IEC 61851-1:2017, Table A.4).</summary>
        private const double HighestC = 7;

        private static double Gain => V("R25") / Parallel("R23", "R24");

        private static double MostAmplitude => Supply / 2 * (1 + SupplySpread) * Gain * (1 + (2 * BoardSheets.Tolerance("R25")));

        private static double LeastAmplitude => ((Supply / 2 * (1 - SupplySpread)) - BufferDrop) * Gain * (1 - (2 * BoardSheets.Tolerance("R25")));

        private static double Tap => V("R42") / (V("R41") + V("R42"));

        private static double WindowHigh => (Supply * V("R44") / (V("R43") + V("R44")) / Tap) + BoardCircuit.DetectorDiodeVolts;

        private static double WindowLow => (Supply * V("R46") / (V("R45") + V("R46")) / Tap) + BoardCircuit.DetectorDiodeVolts;

        private static double DetectorMillis => 1_000 * V("C30") * (V("R41") + V("R42"));

        private static double FilterMillis => 32.768 * V("R48") / 50_000;

        private static double ShortMillis => (Fall(HighestC, WindowLow) * (1 + BoardCircuit.DetectorSpread)) + (FilterMillis * (1 + BoardCircuit.TimerSpread));

        private static double DipMillis => (FilterMillis * (1 - BoardCircuit.TimerSpread)) - (Fall(MostAmplitude, WindowHigh) * (1 + BoardCircuit.DetectorSpread));

        private static double HoldSeconds => 2_097_152e-6 * V("R61") / 50_000;

        private static double SenseAmps => ((0.9003 * 184) - BoardCircuit.SenseLedVolts) / (V("R100") + V("R101"));

        private static double NeededAmps => (Supply - BoardCircuit.SchmittLowVolts) / V("R102");

        private static double LeastSensed => ((NeededAmps / BoardCircuit.SenseLeastTransfer * (V("R100") + V("R101"))) + BoardCircuit.SenseLedVolts) / 0.9003;

        private static double EarthAmps => 0.45 * 184 / (V("R103") + V("R104"));

        /// <summary>Each row of the README's table of sums.</summary>
        private static Dictionary<string, string> Sums => new Dictionary<string, string>
        {
            ["amplitude of the pilot"] = Text($"{LeastAmplitude:F2}..{Supply / 2 * Gain:F2}..{MostAmplitude:F2} V"),
            ["headroom of U4"] = Text($"{LeastRail - MostAmplitude:F1} V"),
            ["current of U4 with the pilot shorted"] = Text($"{1_000 * ((MostAmplitude / V("R26")) + (MostAmplitude / (V("R25") + Parallel("R23", "R24")))):F0} mA"),
            ["rise time, 10..90 %"] = Text($"{0.8 * 2 * MostAmplitude / SlewVoltsPerMicrosecond:F1} µs"),
            ["window of the interlock, at the pilot"] = Text($"{WindowLow:F2}..{WindowHigh:F2} V"),
            ["time constant of the detector"] = Text($"{DetectorMillis:F1} ms"),
            ["timer of the interlock"] = Text($"{FilterMillis * (1 - BoardCircuit.TimerSpread):F1}..{FilterMillis:F1}..{FilterMillis * (1 + BoardCircuit.TimerSpread):F1} ms"),
            ["contacts open after C to B, at most"] = Text($"{(FilterMillis * (1 + BoardCircuit.TimerSpread)) + ReleaseMillis:F0} ms"),
            ["contacts open after C to E or F, at most"] = Text($"{ShortMillis + ReleaseMillis:F0} ms"),
            ["dip to 12 V that opens nothing"] = Text($"{DipMillis:F1} ms"),
            ["hold"] = Text($"{HoldSeconds * (1 - BoardCircuit.TimerSpread):F2}..{HoldSeconds:F2}..{HoldSeconds * (1 + BoardCircuit.TimerSpread):F2} s"),
            ["watchdog"] = Text($"{8_192 * 2.3 * V("R67") * V("C61"):F1} s"),
            ["reset pulse"] = Text($"{1_000 * V("R68") * V("C62"):F0} ms"),
            ["latches cleared after the command has gone"] = Text($"{1e6 * V("R71") * V("C70") * Math.Log(3):F0} µs"),
            ["bias rail"] = Text($"{1.225 * (1 + (V("R91") / V("R92"))):F4} V"),
            ["output sense at 184 V, of the weakest coupler"] = Text($"{1e6 * SenseAmps * BoardCircuit.SenseLeastTransfer:F0} µA, {1e6 * NeededAmps:F0} µA needed"),
            ["least mains that the weakest coupler senses"] = Text($"{LeastSensed:F0} V"),
            ["output sense, lag at opening"] = Text($"{1_000 * V("R102") * V("C100") * Math.Log((Supply - BoardCircuit.SaturationVolts) / (Supply - BoardCircuit.SchmittHighVolts)):F0} ms"),
            ["earth monitor at 184 V, of the weakest coupler"] = Text($"{1e6 * EarthAmps * 3.0 * 0.5 * 0.8 * 0.3:F0} µA, {1e6 * (Supply - BoardCircuit.SchmittLowVolts) / V("R105"):F0} µA needed"),
            ["voltage at the pin"] = Text($"{1_000 * (V("R85") + V("R86")) / (V("R80") + V("R81") + V("R82") + V("R83") + V("R84")):F3} mV/V"),
            ["current at the pin"] = Text($"{1_000 * V("R88") / 2_000:F3} mV/A"),
        };

        [Fact]
        public void The_readme_has_each_sum_as_the_sheets_values_give_it()
        {
            Dictionary<string, string> written = Table("sum", 2);
            Assert.Equal(Sums.OrderBy(row => row.Key, StringComparer.Ordinal), written.OrderBy(row => row.Key, StringComparer.Ordinal));
        }

        [Fact]
        public void The_pilots_rails_leave_room_for_12_V_into_a_shorted_cable()
        {
            // IEC 61851-1:2017, Table A.2 has ±5 %; here ±0.4 V is the limit.
            Assert.InRange(LeastAmplitude, 11.6, 12.0);
            Assert.InRange(MostAmplitude, 12.0, 12.4);
            Assert.True(LeastRail - MostAmplitude > SwingFromRail);
            Assert.Equal(V("R22") / V("R21"), Gain, 0.001);
            Assert.True(0.8 * 2 * MostAmplitude / SlewVoltsPerMicrosecond < 2);
            Assert.True(BoardSheets.Net("U4P.V+").Name == "+15V" && BoardSheets.Net("U4P.V-").Name == "-15V");

            // Table A.2: 300..1 600 pF of the station, and 1 kOhm ±3 %.
            Assert.InRange(V("C20"), 300e-12, 1_600e-12);
            Assert.InRange(V("R26") * (1 + BoardSheets.Tolerance("R26")), 970, 1_030);
        }

        [Theory]
        [InlineData("A")]
        [InlineData("B")]
        [InlineData("C")]
        [InlineData("D")]
        [InlineData("E")]
        [InlineData("F")]
        public void The_readme_has_the_pilots_levels_as_the_bay_solves_them(string state)
        {
            PilotCircuit pilot = new PilotCircuit(Machines.Bare(), 1);
            pilot.Generate(1_000, state == "F" ? 0 : 5_000);
            pilot.Show(state is "E" or "F" ? 'A' : state[0]);
            pilot.SetShort(state == "E" ? 1 : double.PositiveInfinity);
            string high = state == "F" ? "-" : Text($"{pilot.HighMillivolts / 1_000:F2} V");
            Assert.Equal(high, Table("state", 2)[state]);
            Assert.Equal(Text($"{pilot.LowMillivolts / 1_000:F2} V"), Table("state", 3)[state]);
        }

        [Fact]
        public void The_interlock_alone_opens_within_100_ms_and_forgives_a_dip_of_30()
        {
            Assert.True(ShortMillis + ReleaseMillis < 100);
            Assert.True(DipMillis > 30);

            // Between two peaks of 6 A the detector falls by 6 %: D's 2 V stay above the window's low edge.
            Assert.True((2 - BoardCircuit.DetectorDiodeVolts) * Math.Exp(-0.9 / DetectorMillis) > 1.2 * (WindowLow - BoardCircuit.DetectorDiodeVolts));
        }

        [Fact]
        public void The_hold_is_below_4_s_with_the_timers_own_error_and_both_timers_divide_by_what_they_should()
        {
            Assert.True(HoldSeconds * (1 + 0.023 + BoardSheets.Tolerance("R61")) < 4);
            Assert.True(HoldSeconds * (1 - 0.023 - BoardSheets.Tolerance("R61")) > 3.7);

            // LTC699x: code 7 divides by 2^21, code 5 by 2^15; each is a sixteenth of the supply wide, its middle within 1.5 %.
            Assert.Equal(7.5 / 16, V("R63") / (V("R62") + V("R63")), 0.015 * 7.5 / 16);
            Assert.Equal(5.5 / 16, V("R50") / (V("R49") + V("R50")), 0.015 * 5.5 / 16);
        }

        [Fact]
        public void The_weakest_coupler_shows_a_weld_at_184_V_with_three_times_what_it_needs()
        {
            Assert.True(SenseAmps * BoardCircuit.SenseLeastTransfer > 3 * NeededAmps);

            // Dark currents of three couplers at 70 °C, 2 µA each, leave the line high.
            Assert.True(Supply - (3 * 2e-6 * V("R102")) > BoardCircuit.SchmittHighVolts);
        }

        [Fact]
        public void The_bay_has_the_values_of_the_sheets()
        {
            Assert.Equal(BoardCircuit.GeneratorVolts, Supply / 2 * Gain, 0.001);
            Assert.Equal(
                [V("R26"), V("R27"), V("R28"), V("R29"), V("R31"), V("R41") + V("R42"), V("R100") + V("R101"), V("R102")],
                [
                    BoardCircuit.GeneratorOhms, BoardCircuit.PilotSeriesOhms, BoardCircuit.PilotUpOhms, BoardCircuit.PilotDownOhms, BoardCircuit.ProximityPullUpOhms,
                    BoardCircuit.DetectorOhms, BoardCircuit.SenseLedOhms, BoardCircuit.SenseCollectorOhms,
                ]);
            Assert.Equal(BoardCircuit.DetectorFarads, V("C30"), 1e-12);
            Assert.Equal(1_000 * BoardCircuit.FilterSeconds, FilterMillis, 0.001);
            Assert.Equal(BoardCircuit.SenseFarads, V("C100"), 1e-12);
            Assert.Equal(BoardCircuit.HoldSeconds, HoldSeconds, 1e-6);
            Assert.Equal(BoardCircuit.WindowLowVolts, WindowLow, 0.02);
            Assert.Equal(BoardCircuit.WindowHighVolts, WindowHigh, 0.02);
            Assert.Equal(1.3, 1.225 * (1 + (V("R91") / V("R92"))), 0.001);
            Assert.Equal(BoardCircuit.BiasMillivolts, ReferenceBoard.SinglePhase().BiasMillivolts);
            Assert.Equal(BoardCircuit.MillivoltsPerAmp, 1_000 * V("R88") / 2_000, 0.001);
        }

        /// <summary>How long the detector falls from one level of the pilot to another, in milliseconds.</summary>
        private static double Fall(double from, double to)
        {
            return DetectorMillis * Math.Log((from - BoardCircuit.DetectorDiodeVolts) / (to - BoardCircuit.DetectorDiodeVolts));
        }

        private static double V(string reference)
        {
            return BoardSheets.Value(reference);
        }

        private static double Parallel(string one, string other)
        {
            return V(one) * V(other) / (V(one) + V(other));
        }

        private static string Text(FormattableString text)
        {
            return text.ToString(CultureInfo.InvariantCulture);
        }

        /// <summary>A table of the README by its first heading: first cell, and the cell of a column.</summary>
        private static Dictionary<string, string> Table(string heading, int column)
        {
            return File.ReadLines(Repository.File(BoardSheets.Folder + "README.md")).SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
                .Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .ToDictionary(cells => cells[1], cells => cells[column + 1]);
        }
    }
}

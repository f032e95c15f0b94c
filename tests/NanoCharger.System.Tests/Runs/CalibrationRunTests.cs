using System.Linq;
using System.Text.Json;
using NanoCharger.Bench;
using NanoCharger.Core.Metering;
using NanoCharger.Records.SessionLog;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>A technician commissions a raw unit at the console of the bay, with what reference meters would show, and a driver then charges.</summary>
    /// <remarks>Not its phase: a vehicle's current lags by 3 degrees, and a phase wants a resistive load.</remarks>
    public sealed class CalibrationRunTests
    {
        // The seed's unit reads 4 % or more beside the truth before anybody has calibrated it. Sold by nominal readings, the bill would break invariant 4.
        private const string Story = """
            {
              "name": "calibration", "seed": 3, "unit": "raw", "until": 640,
              "settings": { "station.id": "NC-0003", "delay.max": 0 },
              "mains": { "volts": 230, "hertz": 50, "phases": 1, "thdPercent": 0 },
              "timeline": [
                { "at": 5, "console": "set maxAmps 32" },
                { "at": 7, "console": "set cable.amps 32" },
                { "at": 9, "console": "set market DE" },
                { "at": 11, "console": "calibrate zero" },
                { "at": 35, "console": "calibrate current 20" },
                { "at": 38, "console": "calibrate run 25" },
                { "at": 40, "plug": { "cableAmps": 32 } },
                { "at": 40, "draw": 20 },
                { "at": 42, "vehicle": "C" },
                { "at": 70, "console": "calibrate zero" },
                { "at": 75, "console": "calibrate current 0.4x" },
                { "at": 80, "console": "calibrate voltage 230" },
                { "at": 120, "console": "calibrate current 20" },
                { "at": 150, "draw": 4 },
                { "at": 170, "console": "calibrate current 4.2" },
                { "at": 200, "console": "calibrate current 4" },
                { "at": 235, "draw": 20 },
                { "at": 280, "console": "calibrate" },
                { "at": 284, "console": "calibrate end" },
                { "at": 295, "vehicle": "B" },
                { "at": 298, "unplug": true },
                { "at": 302, "console": "selftest" },
                { "at": 316, "power": "cut" },
                { "at": 320, "power": "restore" },
                { "at": 340, "plug": { "cableAmps": 32 } },
                { "at": 342, "vehicle": "C" },
                { "at": 620, "unplug": true }
              ]
            }
            """;

        [Fact]
        public void A_raw_unit_is_calibrated_in_a_run_that_nobody_pays_and_sells_rightly_from_then_on_also_after_a_power_cut()
        {
            Played played = Play.Text(Story);

            Assert.Empty(played.Summary.Violations);
            string[] lines = played.Events("console").Select(line => line.GetProperty("line").GetString()!).ToArray();
            Assert.Contains(lines, line => line.Contains("calibration: ok, zero noise 2.9") || line.Contains("calibration: ok, zero noise 3.0"));
            Assert.Contains(lines, line => line.Contains("calibrate current: no run is open"));
            Assert.Contains(lines, line => line.Contains("calibrate zero: the outlet is live"));
            Assert.Contains(lines, line => line.Contains("'x' is not the unit of this number, which is A"));
            Assert.Contains(lines, line => line.Contains("calibration: ok, voltage1 230.000V gain "));
            Assert.Contains(lines, line => line.Contains("calibration: ok, current1 20.000A gain "));
            Assert.Contains(lines, line => line.Contains("calibration: refused: it differs by "));
            Assert.Contains(lines, line => line.Contains("calibration: ok, current1 4.000A gain "));
            Assert.Contains(lines, line => line.StartsWith("current1  2 points") && line.EndsWith(", proven"));
            Assert.Contains(lines, line => line == "commissioning: complete");
            Assert.Equal(
                ["zero", "voltage1", "current1", "current1"],
                played.Happened.Where(record => record.Kind == LogRecordKind.Calibration).Select(record => record.Token.Split(' ')[0]).Take(4));
            Assert.Equal(
                played.Happened.Count(record => record.Kind == LogRecordKind.Calibration),
                played.Events("log").Count(line => line.GetProperty("kind").GetString() == "calibration"));
            Assert.Equal(
                ["begun, at most 25.000 A", "ended by hand"],
                played.Happened.Where(record => record.Kind == LogRecordKind.CalibrationRun).Select(record => record.Token.StartsWith("ended by hand, 2") ? "ended by hand" : record.Token));
            Assert.DoesNotContain(played.Events("message"), line => line.ToString().Contains("gain"));

            Assert.True(Off(played, 60, 79, "volts", 230) > 0.02, "the raw unit's voltage");
            foreach (double since in (double[])[250, 560])
            {
                Assert.InRange(Off(played, since, since + 29, "volts", 230), 0, 0.003);

                // A trace line shows one block: 3 counts of noise in 111 samples of 200 counts are 0.14 %.
                Assert.InRange(Off(played, since, since + 29, "amps", 20), 0, 0.006);
            }

            // The run's energy is nobody's, and the driver pays his own.
            SummarisedTransaction sold = Assert.Single(played.Summary.Transactions);
            Assert.InRange(sold.EnergyWh / sold.TrueEnergyWh, 0.99, 1.01);
        }

        // The largest deviation of what the firmware meters from the truth, as a share of it.
        private static double Off(Played played, double from, double to, string field, double truth)
        {
            double[] values = played.Events("meter")
                .Where(line => line.GetProperty("t").GetDouble() is double t && t >= from && t <= to)
                .Select(line => Value(line.GetProperty(field)))
                .ToArray();
            Assert.NotEmpty(values);
            return values.Max(value => global::System.Math.Abs((value / truth) - 1));
        }

        private static double Value(JsonElement value)
        {
            return value.ValueKind == JsonValueKind.Array ? value[0].GetDouble() : value.GetDouble();
        }
    }
}

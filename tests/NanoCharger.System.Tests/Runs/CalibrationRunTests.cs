using System.Linq;
using System.Text.Json;
using NanoCharger.Core.Metering;
using NanoCharger.Records.SessionLog;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>A technician calibrates a raw unit at the console of the bay, with what reference meters would show.</summary>
    /// <remarks>Not its phase: a vehicle's current lags by 3 degrees, and a phase wants a resistive load.</remarks>
    public sealed class CalibrationRunTests
    {
        // The seed's unit reads 4 % or more beside the truth before anybody has calibrated it.
        private const string Story = """
            {
              "name": "calibration", "seed": 3, "unit": "raw", "until": 640,
              "mains": { "volts": 230, "hertz": 50, "phases": 1, "thdPercent": 0 },
              "timeline": [
                { "at": 10, "console": "calibrate zero" },
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
                { "at": 290, "power": "cut" },
                { "at": 295, "power": "restore" },
                { "at": 620, "unplug": true }
              ]
            }
            """;

        [Fact]
        public void A_raw_unit_is_visibly_wrong_and_right_once_calibrated_also_after_a_power_cut()
        {
            Played played = Play.Text(Story);

            Assert.Empty(played.Summary.Violations);
            string[] lines = played.Events("console").Select(line => line.GetProperty("line").GetString()!).ToArray();
            Assert.Contains(lines, line => line.Contains("calibration: ok, zero noise 2.9") || line.Contains("calibration: ok, zero noise 3.0"));
            Assert.Contains(lines, line => line.Contains("calibrate zero: the outlet is live"));
            Assert.Contains(lines, line => line.Contains("'x' is not the unit of this number, which is A"));
            Assert.Contains(lines, line => line.Contains("calibration: ok, voltage1 230.000V gain "));
            Assert.Contains(lines, line => line.Contains("calibration: ok, current1 20.000A gain "));
            Assert.Contains(lines, line => line.Contains("calibration: refused: it differs by "));
            Assert.Contains(lines, line => line.Contains("calibration: ok, current1 4.000A gain "));
            Assert.Contains(lines, line => line.StartsWith("current1  2 points") && line.EndsWith(", proven"));
            Assert.Equal(
                ["zero", "voltage1", "current1", "current1"],
                played.Happened.Where(record => record.Kind == LogRecordKind.Calibration).Select(record => record.Token.Split(' ')[0]).Take(4));
            Assert.Equal(
                played.Happened.Count(record => record.Kind == LogRecordKind.Calibration),
                played.Events("log").Count(line => line.GetProperty("kind").GetString() == "calibration"));
            Assert.DoesNotContain(played.Events("message"), line => line.ToString().Contains("gain"));

            Assert.True(Off(played, 60, 79, "volts", 230) > 0.02, "the raw unit's voltage");
            foreach (double since in (double[])[260, 560])
            {
                Assert.InRange(Off(played, since, since + 29, "volts", 230), 0, 0.003);

                // A trace line shows one block: 3 counts of noise in 111 samples of 200 counts are 0.14 %.
                Assert.InRange(Off(played, since, since + 29, "amps", 20), 0, 0.006);
            }
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

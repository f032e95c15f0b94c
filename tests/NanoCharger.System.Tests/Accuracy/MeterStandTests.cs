using System;
using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Bench.Accuracy;
using NanoCharger.Core.Metering;
using Xunit;

namespace NanoCharger.System.Tests.Accuracy
{
    /// <summary>The meter stand finds what is wrong with a meter, and the table says so.</summary>
    public sealed class MeterStandTests
    {
        private const double Limit = 0.5;
        private const double AngleLimit = 0.8;

        private static readonly MeterLoad _lagging = new() { Amps = 16, LagDegrees = 60 };

        [Theory]
        [InlineData(1)]
        [InlineData(3)]
        public void A_calibrated_unit_keeps_to_the_limit(int phases)
        {
            MeterLoad load = _lagging with { Phases = phases };

            UnitFigure figure = PowerPoint.Measure(3, 1, load, CalibrationBench.Of(3, phases));

            Assert.InRange(figure.Value, -AngleLimit, AngleLimit);
            Assert.InRange(figure.Deviation, 0.001, PowerPoint.MostDeviation);
        }

        [Fact]
        public void An_uncalibrated_unit_is_visibly_wrong()
        {
            double[] errors = Enumerable.Range(1, 5)
                .Select(unit => PowerPoint.Measure((ulong)unit, 1, new MeterLoad { Amps = 16 }, CalibrationBench.None(1)).Value)
                .ToArray();

            Assert.True(errors.Max(Math.Abs) > 5, string.Join(", ", errors));
        }

        [Fact]
        public void A_unit_without_its_phase_is_found_at_half_the_power_factor()
        {
            ulong unit = Unit(errors => errors.CurrentLeads[0] > 0.6);
            Calibration calibration = Copy(CalibrationBench.Of(unit, 1));
            calibration.Current(0).PhaseHundredths = 0;

            Assert.False(Figure(_lagging, AngleLimit, unit, calibration).Holds);
            Assert.True(Figure(_lagging with { LagDegrees = 0 }, Limit, unit, calibration).Holds);
        }

        [Fact]
        public void Units_without_their_further_points_are_found_at_another_current()
        {
            var load = new MeterLoad { Amps = 5 };
            bool found = false;
            for (ulong unit = 1; unit <= 20; unit++)
            {
                Calibration calibration = Copy(CalibrationBench.Of(unit, 1));
                while (calibration.Current(0).Points > 1)
                {
                    calibration.Current(0).RemoveAt(0);
                }

                found |= !Figure(load, Limit, unit, calibration).Holds;
            }

            Assert.True(found);
        }

        [Fact]
        public void A_point_that_was_measured_too_shortly_does_not_hold()
        {
            AccuracyRow row = Row(Limit, (_, _) => new UnitFigure(0.1, 0.11, 1));

            AccuracyFigure figure = new AccuracyBench(1, 1, _ => { }).Measure([row]).Single();

            Assert.False(figure.Holds);
            Assert.Contains("too short", figure.Line, StringComparison.Ordinal);
        }

        [Fact]
        public void A_figure_names_its_worst_unit()
        {
            AccuracyRow row = Row(Limit, (unit, _) => new UnitFigure(unit == 12 ? -0.4 : 0.1, 0.01, 1));

            AccuracyFigure figure = new AccuracyBench(20, 5, _ => { }).Measure([row]).Single();

            Assert.True(figure.Holds);
            Assert.Equal(12UL, figure.WorstUnit);
            Assert.Equal(0.4, figure.Worst);
            Assert.Equal(0.075, figure.Mean, 1e-9);
        }

        [Fact]
        public void The_register_starts_at_a_tenth_of_an_ampere_and_rests_without()
        {
            Calibration calibration = CalibrationBench.Of(2, 1);

            Assert.InRange(RegisterPoint.Measure(2, 1, new MeterLoad { Amps = 0.1 }, calibration, 60).Value, 370, 397);
            Assert.Equal(0, RegisterPoint.Measure(2, 1, new MeterLoad { Volts = 264.5 }, calibration, 60).Value);
        }

        [Fact]
        public void The_same_unit_and_seed_give_the_same_figure()
        {
            Calibration calibration = CalibrationBench.Of(4, 1);

            Assert.Equal(PowerPoint.Measure(4, 9, _lagging, calibration), PowerPoint.Measure(4, 9, _lagging, calibration));
            Assert.NotEqual(PowerPoint.Measure(4, 9, _lagging, calibration), PowerPoint.Measure(4, 10, _lagging, calibration));
        }

        [Fact]
        public void Ten_rows_are_measured_in_every_test_run_and_no_two_have_one_name()
        {
            Assert.Equal(10, AccuracyTable.Rows.Count(row => row.Quick));
            Assert.Equal(AccuracyTable.Rows.Count, AccuracyTable.Rows.Select(row => row.Id).Distinct().Count());
        }

        private static AccuracyFigure Figure(MeterLoad load, double limit, ulong unit, Calibration calibration)
        {
            AccuracyRow row = Row(limit, (seed, noise) => PowerPoint.Measure(seed, noise, load, calibration));
            return new AccuracyBench(1, unit, _ => { }).Measure([row]).Single();
        }

        private static AccuracyRow Row(double limit, Func<ulong, ulong, UnitFigure> measure)
        {
            return new AccuracyRow("test", "a row", "%", -limit, limit, 20, measure) { MostDeviation = PowerPoint.MostDeviation };
        }

        private static ulong Unit(Predicate<UnitErrors> wanted)
        {
            ulong unit = 1;
            while (!wanted(new UnitErrors(unit)))
            {
                unit++;
            }

            return unit;
        }

        private static Calibration Copy(Calibration calibration)
        {
            var copy = new Calibration(calibration.Phases);
            for (int phase = 0; phase < calibration.Phases; phase++)
            {
                copy.Voltage(phase).CopyFrom(calibration.Voltage(phase));
                copy.Current(phase).CopyFrom(calibration.Current(phase));
            }

            return copy;
        }
    }
}

using System;
using System.Collections.Generic;
using NanoCharger.Bay;
using NanoCharger.Bay.Physics;
using NanoCharger.Emulation;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    public sealed class PhysicsTests
    {
        private const long Milli = 1_000_000;

        [Theory]
        [InlineData('A', 11_905)]
        [InlineData('B', 8_950)]
        [InlineData('C', 5_980)]
        [InlineData('D', 2_920)]
        public void The_pilot_shows_the_vehicle_by_its_high_level_and_the_diode_by_its_low(char state, double high)
        {
            PilotCircuit pilot = new PilotCircuit(Machines.Bare(), 1);
            pilot.Generate(1000, 5333);
            pilot.Show(state);
            Assert.InRange(pilot.HighMillivolts, high - 60, high + 60);
            Assert.InRange(pilot.LowMillivolts, -12_000, -11_850);
            Assert.Equal(state, pilot.State);
        }

        [Fact]
        public void The_divider_shows_the_pilot_at_the_pin_as_the_board_says()
        {
            PilotCircuit pilot = new PilotCircuit(Machines.Bare(), 1);
            pilot.Generate(1000, 5000);
            Assert.Equal(1301.6 + (0.091504 * pilot.HighMillivolts), pilot.Millivolts(100_000), 0.2);
            Assert.Equal(1301.6 + (0.091504 * pilot.LowMillivolts), pilot.Millivolts(700_000), 0.2);
        }

        [Fact]
        public void Without_the_diode_the_low_level_rises_and_a_short_shows_E()
        {
            PilotCircuit pilot = new PilotCircuit(Machines.Bare(), 1);
            pilot.Generate(1000, 5333);
            pilot.Show('C');
            pilot.SetDiodeMissing(true);
            Assert.InRange(pilot.LowMillivolts, -6_000, -5_000);
            pilot.SetShort(20);
            Assert.Equal('E', pilot.State);
            pilot.Generate(1000, 0);
            Assert.Equal('F', pilot.State);
        }

        [Theory]
        [InlineData(1000, 6)]
        [InlineData(2667, 16)]
        [InlineData(5333, 32)]
        [InlineData(8500, 51)]
        [InlineData(8920, 63)]
        [InlineData(9600, 80)]
        [InlineData(10_000, 0)]
        [InlineData(0, 0)]
        [InlineData(500, 0)]
        public void The_duty_offers_what_the_norm_says(int duty, double amps)
        {
            PilotCircuit pilot = new PilotCircuit(Machines.Bare(), 1);
            pilot.Generate(1000, duty);
            Assert.Equal(amps, pilot.OfferAmps, 0.01);
        }

        [Theory]
        [InlineData(0)]
        [InlineData(40)]
        public void A_waveform_has_one_unit_RMS_whatever_its_distortion(double thd)
        {
            Machine machine = Machines.Bare();
            Mains mains = new Mains(machine, new MainsSupply(230, 50, 3, thd));
            double squares = 0, product = 0;
            const int Samples = 20_000;
            for (int i = 0; i < Samples; i++)
            {
                double voltage = mains.UnitVoltage(i * 1_000L, 1);
                squares += voltage * voltage;
                product += voltage * mains.UnitCurrent(i * 1_000L, 1, 0);
            }

            Assert.Equal(1, Math.Sqrt(squares / Samples), 0.001);
            Assert.Equal(mains.UnitPower, product / Samples, 0.001);
        }

        [Fact]
        public void The_three_phases_follow_each_other_by_a_third_of_a_cycle()
        {
            Mains mains = new Mains(Machines.Bare(), new MainsSupply(230, 50, 3, 10));
            for (long nanos = 0; nanos < 20 * Milli; nanos += Milli)
            {
                double first = mains.UnitVoltage(nanos, 0);
                Assert.Equal(first, mains.UnitVoltage(nanos + 6_666_667, 1), 0.01);
                Assert.Equal(first, mains.UnitVoltage(nanos + 13_333_333, 2), 0.01);
            }
        }

        [Fact]
        public void A_change_of_frequency_leaves_the_waveform_without_a_step()
        {
            Machine machine = Machines.Bare();
            Mains mains = new Mains(machine, new MainsSupply(230, 50, 1, 0));
            double before = 0, after = 0;
            machine.Schedule(3_333 * Milli, () =>
            {
                before = mains.UnitVoltage(machine.NowNanos, 0);
                mains.Set(double.NaN, 60);
                after = mains.UnitVoltage(machine.NowNanos, 0);
            });
            machine.Run(4_000 * Milli);
            Assert.Equal(before, after, 0.001);
            Assert.Equal(after, mains.UnitVoltage((3_333 * Milli) + 16_666_667, 0), 0.01);
        }

        [Fact]
        public void The_contacts_travel_bounce_three_times_and_open_within_15_ms()
        {
            Machine machine = Machines.Bare();
            Contactor contactor = new Contactor(machine, new Chance(5));
            List<long> touches = new List<long>();
            long opened = 0;
            contactor.Touched += () => touches.Add(machine.NowNanos);
            contactor.Moved += () => opened = contactor.Closed ? 0 : machine.NowNanos;
            machine.Schedule(0, () => contactor.Drive(true, "firmware"));
            machine.Schedule(100 * Milli, () => contactor.Drive(false, "hold"));
            machine.Run(200 * Milli);
            Assert.InRange(touches[0], 15 * Milli, 25 * Milli);
            Assert.Equal(8, touches.Count);
            Assert.InRange(opened, 108 * Milli, 115 * Milli);
            Assert.Equal("hold", contactor.Cause);
        }

        [Fact]
        public void A_welded_contact_stays_and_a_stuck_one_never_moves()
        {
            Machine machine = Machines.Bare();
            Contactor contactor = new Contactor(machine, new Chance(5));
            List<bool> closed = new List<bool>();
            machine.Schedule(0, () => contactor.SetHealth(welded: false, stuckOpen: true));
            machine.Schedule(1, () => contactor.Drive(true, "firmware"));
            machine.Schedule(50 * Milli, () => closed.Add(contactor.Closed));
            machine.Schedule(51 * Milli, () => contactor.SetHealth(welded: true, stuckOpen: false));
            machine.Schedule(100 * Milli, () => contactor.Drive(false, "firmware"));
            machine.Schedule(150 * Milli, () => closed.Add(contactor.Closed));
            machine.Schedule(151 * Milli, () => contactor.SetHealth(welded: false, stuckOpen: false));
            machine.Schedule(200 * Milli, () => closed.Add(contactor.Closed));
            machine.Run(300 * Milli);
            Assert.Equal([false, true, false], closed);
        }

        [Theory]
        [InlineData(true, 6, 10_000)]
        [InlineData(true, 60, 300)]
        [InlineData(true, 200, 100)]
        [InlineData(false, 30, 300)]
        [InlineData(false, 150, 40)]
        public void The_monitor_trips_in_time_to_have_the_contacts_open_within_the_limit(bool direct, double milliamps, long limitMillis)
        {
            Machine machine = Machines.Bare();
            ResidualMonitor monitor = new ResidualMonitor(machine, new Chance(1));
            long tripped = long.MaxValue;
            monitor.Changed += () => tripped = monitor.Tripped ? Math.Min(tripped, machine.NowNanos) : tripped;
            monitor.SetPath(true);
            machine.Schedule(0, () => monitor.Leak(direct, milliamps));
            machine.Run(20_000 * Milli);
            Assert.InRange(tripped + (15 * Milli), 1, limitMillis * Milli);
        }

        [Fact]
        public void Five_milliamperes_of_direct_current_trip_nothing()
        {
            Machine machine = Machines.Bare();
            ResidualMonitor monitor = new ResidualMonitor(machine, new Chance(1));
            monitor.SetPath(true);
            machine.Schedule(0, () => monitor.Leak(true, 5));
            machine.Run(20_000 * Milli);
            Assert.False(monitor.Tripped);
        }

        [Theory]
        [InlineData(false, false, true, false)]
        [InlineData(true, false, false, false)]
        [InlineData(false, true, true, true)]
        public void The_test_input_trips_within_300_ms_and_clears_within_500(bool silent, bool stuck, bool trips, bool stays)
        {
            Machine machine = Machines.Bare();
            ResidualMonitor monitor = new ResidualMonitor(machine, new Chance(1));
            bool at300 = false, at800 = false;
            monitor.SetHealth(silent, stuck);
            machine.Schedule(0, () => monitor.Test(true));
            machine.Schedule(300 * Milli, () => at300 = monitor.Tripped);
            machine.Schedule(300 * Milli, () => monitor.Test(false));
            machine.Schedule(800 * Milli, () => at800 = monitor.Tripped);
            machine.Run(900 * Milli);
            Assert.Equal(trips, at300);
            Assert.Equal(stays, at800);
        }

        [Theory]
        [InlineData(-20)]
        [InlineData(25)]
        [InlineData(71)]
        public void The_pulse_thermometer_sends_its_reading_within_104_ms_of_its_power(double celsius)
        {
            Machine machine = Machines.Bare();
            PulseThermometer thermometer = new PulseThermometer(machine, () => celsius);
            machine.Schedule(Milli, () => thermometer.Power(true));
            machine.Run(104 * Milli);
            Assert.Equal(celsius, (thermometer.Pulses / 4096.0 * 256) - 50, 0.04);
        }

        [Fact]
        public void The_factory_takes_out_what_the_unit_adds()
        {
            UnitErrors unit = new UnitErrors(77);
            for (int phase = 0; phase < 3; phase++)
            {
                // The bend of the converter is a little of the slope, too: the more the smaller the swing.
                Assert.Equal(1e6, unit.VoltagePoint(phase).Correction * unit.ChipGain * unit.VoltageGains[phase], 10_000.0);
                Assert.Equal(1e6, unit.CurrentPoint(phase).Correction * unit.ChipGain * unit.CurrentGains[phase], 20_000.0);

                // 230 V are 713 nominal counts, 16 A 159.
                Assert.Equal(230 / 0.3224, unit.VoltagePoint(phase).Counts * unit.VoltagePoint(phase).Correction / 1e6, 0.1);
                Assert.Equal(16 / 0.10075, unit.CurrentPoint(phase).Counts * unit.CurrentPoint(phase).Correction / 1e6, 0.1);
                Assert.InRange(unit.CurrentLeads[phase], 0.1, 0.8);
            }

            Assert.Equal(1e6, unit.PilotCorrection * unit.PilotGain, 1.0);
        }
    }
}

using System;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Bench;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>One car that charges from end to end: firmware, drivers, broker, backend.</summary>
    public sealed class ChargingRunTests
    {
        [Fact]
        public void One_charge_is_metered_delivered_and_billed_once()
        {
            Played played = Play.BuiltIn("short");

            Assert.Empty(played.Summary.Violations);
            SummarisedTransaction transaction = Assert.Single(played.Summary.Transactions);
            Assert.True(transaction.Delivered);
            Assert.Equal("EVDisconnected", transaction.StoppedReason);
            Assert.InRange(transaction.EnergyWh, transaction.TrueEnergyWh * 0.99, transaction.TrueEnergyWh * 1.01);
            Assert.True(transaction.Cost > 0);
        }

        [Fact]
        public async Task A_seed_gives_one_trace_and_another_seed_another_even_side_by_side()
        {
            Played[] runs = await Task.WhenAll(Run(5), Run(5), Run(6));

            Assert.Equal(runs[0].Trace, runs[1].Trace);
            Assert.NotEqual(runs[0].Trace, runs[2].Trace);
            Assert.All(runs, run => Assert.True(run.Summary.Reproducible));

            static Task<Played> Run(ulong seed)
            {
                return Task.Factory.StartNew(() => Play.BuiltIn("short", seed), TaskCreationOptions.LongRunning);
            }
        }

        [Fact]
        public void Three_phases_charge_and_stand_for_hours_after()
        {
            Played played = Play.BuiltIn("destination");

            Assert.Empty(played.Summary.Violations);
            SummarisedTransaction transaction = Assert.Single(played.Summary.Transactions);
            Assert.True(transaction.Delivered);
            Assert.InRange(transaction.EnergyWh, transaction.TrueEnergyWh * 0.99, transaction.TrueEnergyWh * 1.01);
            Assert.Equal(3, played.Events("meter")[0].GetProperty("volts").GetArrayLength());
        }

        [Fact]
        public void The_contactor_closes_within_3_s_of_ready_and_opens_within_100_ms_of_leaving()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 160, until: 200));

            Assert.Empty(played.Summary.Violations);
            Assert.InRange(Assert.Single(played.ContactorTimes(closed: true)), 40.5, 43.0);
            Assert.InRange(Assert.Single(played.ContactorTimes(closed: false)), 160.0, 160.1);
        }

        [Fact]
        public void The_begin_record_is_durable_before_the_contactor_closes()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 160, until: 200));

            double begun = played.Events("transaction").First(line => line.GetProperty("phase").GetString() == "begin").GetProperty("t").GetDouble();
            Assert.True(begun < played.ContactorTimes(closed: true)[0]);
        }

        [Fact]
        public void A_raw_unit_sells_nothing_and_tells_technician_and_backend_what_is_missing()
        {
            Played played = Play.Text(Stories.OneCharge(readyAt: 40, unplugAt: 100, until: 140, head: "\"unit\": \"raw\", \"seed\": 3,"));

            const string missing = "sells nothing before: station.id, maxAmps, cable.amps, market, calibration, self-test";
            Assert.Empty(played.Summary.Violations);
            Assert.Empty(played.Summary.Transactions);
            Assert.Empty(played.ContactorTimes(closed: true));
            Assert.Contains(played.Events("console"), line => line.GetProperty("line").GetString() == "commissioning: " + missing);
            Assert.Contains(played.Events("message"), line => line.ToString().Contains(missing) && line.ToString().Contains("Unavailable"));
        }

        [Fact]
        public void The_wall_clock_may_jump_while_charging_and_the_energy_stays_right()
        {
            Played played = Play.Text(Stories.OneCharge(
                readyAt: 40, unplugAt: 400, until: 440, more: "{\"at\": 100, \"clock\": {\"jumpSeconds\": 86400}}, {\"at\": 200, \"clock\": {\"jumpSeconds\": -7200}},"));

            Assert.Empty(played.Summary.Violations);
            SummarisedTransaction transaction = Assert.Single(played.Summary.Transactions);
            Assert.InRange(transaction.EnergyWh, transaction.TrueEnergyWh * 0.99, transaction.TrueEnergyWh * 1.01);
        }
    }
}

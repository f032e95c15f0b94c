using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoCharger.Bench;
using NanoCharger.Records.SessionLog;
using NanoCharger.System.Tests.Runs;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Handshakes that stop every thread while somebody charges: the firmware, its TLS, a broker with locks and the backend together.</summary>
    public sealed class HandshakeRunTests : IDisposable
    {
        private const string Car = "{\"at\": 20, \"plug\": {\"cableAmps\": 32}}, {\"at\": 20, \"draw\": \"offered\"}, {\"at\": 40, \"vehicle\": \"C\"},";

        private readonly LinkBay _bay = new();

        public void Dispose()
        {
            _bay.Dispose();
        }

        [Fact]
        public void A_charge_at_a_broker_with_locks_is_billed_and_its_signature_valid()
        {
            Played played = _bay.Play(900, Car + "{\"at\": 600, \"unplug\": true}");
            Sound(played);
            SummarisedTransaction billed = Assert.Single(played.Summary.Transactions);
            Assert.True(billed.Delivered);
            Assert.True(billed.SignatureValid);
            Assert.Single(Online(played));
        }

        [Fact]
        public void One_of_3_s_is_covered_by_the_hold_and_nothing_opens()
        {
            Played played = _bay.Play(900, Car + Away(200, 3) + "{\"at\": 600, \"unplug\": true}");
            Sound(played);
            Assert.Equal(2, Online(played).Count);
            Assert.Single(played.ContactorTimes(closed: false));
        }

        [Fact]
        public void After_one_of_20_s_the_next_comes_in_a_planned_pause_and_the_vehicle_charges_again_within_30_s()
        {
            Played played = _bay.Play(1800, Car + Away(200, 20) + Away(500, 20) + "{\"at\": 1500, \"unplug\": true}");
            Sound(played);
            Assert.Equal(3, Online(played).Count);
            List<JsonElement> contacts = [.. played.Events("contactor")];
            Assert.Equal([true, false, true, false, true, false], contacts.Select(line => line.GetProperty("closed").GetBoolean()));

            // The first one nobody could know: the hold has opened, under load.
            Assert.Equal("hold", contacts[1].GetProperty("cause").GetString());
            double opened = contacts[3].GetProperty("t").GetDouble();
            Assert.Equal("firmware", contacts[3].GetProperty("cause").GetString());
            Assert.Equal(0, contacts[3].GetProperty("amps").GetDouble(), 0.1);
            Assert.InRange(contacts[4].GetProperty("t").GetDouble() - opened, 19, 30);
            double online = Online(played)[2];
            Assert.InRange(online, opened, contacts[4].GetProperty("t").GetDouble());
            Assert.InRange(opened, 500, 530);
            Assert.Single(played.Summary.Transactions);
        }

        [Fact]
        public void Where_pauses_are_switched_off_the_next_waits_for_the_contactor()
        {
            Played played = _bay.Play(1800, Car + Away(200, 20) + Away(500, 20) + "{\"at\": 1500, \"unplug\": true}", ", \"mqtt.pause\": 0");
            Sound(played);
            Assert.Equal([true, false, true, false], played.Events("contactor").Select(line => line.GetProperty("closed").GetBoolean()));
            Assert.InRange(Online(played)[2], 1500, 1600);
        }

        /// <summary>Such a one resets the chip 30 s after the last turn: what is left is to have it happen seldom.</summary>
        [Theory]
        [InlineData(60)]
        [InlineData(86_400)]
        public void One_that_has_no_end_resets_the_chip_once_an_hour_at_most_and_nothing_is_lost(int seconds)
        {
            const double hours = 8;
            string end = "{\"at\": " + (int)((hours - 1) * 3600) + ", \"handshakeSeconds\": null}, {\"at\": " + (int)((hours * 3600) - 600) + ", \"unplug\": true}";
            Played played = _bay.Play((hours + 2) * 3600, Car + Away(300, seconds) + end);
            Sound(played);
            int boots = played.Happened.Count(record => record.Kind == LogRecordKind.Boot);
            Assert.InRange(boots, 4, 4 + (int)hours);
            Assert.Contains(Online(played), at => at > (hours - 1) * 3600);
            Assert.All(played.Summary.Transactions, transaction => Assert.True(transaction.Delivered && transaction.SignatureValid == true));
            Assert.True(played.Summary.Transactions.Sum(transaction => transaction.TrueEnergyWh) > 7000 * (hours - 1.5));
        }

        private static string Away(int at, int handshakeSeconds)
        {
            return $"{{\"at\": {at - 1}, \"handshakeSeconds\": {handshakeSeconds}}}, {{\"at\": {at}, \"broker\": \"down\"}}, {{\"at\": {at + 1}, \"broker\": \"up\"}},";
        }

        private static void Sound(Played played)
        {
            Assert.Empty(played.Summary.Violations);
        }

        private static List<double> Online(Played played)
        {
            return [.. played.Events("link").Where(line => line.GetProperty("state").GetString() == "online").Select(line => line.GetProperty("t").GetDouble())];
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoCharger.System.Tests.Runs;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>What somebody changes from afar, or at the console, and leads nowhere; and what leads somewhere.</summary>
    public sealed class LinkTrialRunTests
    {
        private const string Car = "{\"at\": 20, \"plug\": {\"cableAmps\": 32}}, {\"at\": 20, \"draw\": \"offered\"}, {\"at\": 40, \"vehicle\": \"C\"},";

        [Fact]
        public void A_wrong_authority_from_afar_is_undone_within_15_min_and_told()
        {
            using LinkBay bay = new();
            string pem = JsonSerializer.Serialize(LinkBay.ForeignAuthority());
            string install = "{\"at\": 300, \"command\": {\"action\": \"InstallCertificate\", \"payload\": {\"certificateType\": \"CSMSRootCertificate\", \"certificate\": " + pem + "}}},";
            Played played = bay.Play(2400, Car + install + "{\"at\": 2000, \"unplug\": true}");
            Assert.Empty(played.Summary.Violations);
            List<double> online = Link(played, "online");
            double lost = Link(played, "offline").First();
            Assert.InRange(lost, 300, 320);
            Assert.InRange(online[^1] - lost, 890, 960);
            Assert.Equal(["ReconfigurationOfSecurityParameters", "ReconfigurationOfSecurityParameters"], Told(played, lost - 15));
            Assert.True(Assert.Single(played.Summary.Transactions).Delivered);
        }

        [Fact]
        public void A_wrong_broker_is_undone_15_min_after_the_restart_and_stays_undone()
        {
            using LinkBay bay = new();
            Played played = bay.Play(4000, "{\"at\": 300, \"console\": \"set mqtt.host broker.example\"}, {\"at\": 310, \"console\": \"reboot CONFIRM\"}, {\"at\": 2400, \"console\": \"reboot CONFIRM\"}, {\"at\": 3900, \"console\": \"get mqtt.host\"}");
            Assert.Empty(played.Summary.Violations);
            List<double> online = Link(played, "online");
            Assert.Equal(3, online.Count);
            Assert.InRange(online[1], 310 + 900, 310 + 960);
            Assert.InRange(online[2], 2400, 2460);
            Assert.Contains("localhost", played.Trace.Split("\"t\":3900.")[^1], StringComparison.Ordinal);
        }

        [Fact]
        public void A_right_broker_holds()
        {
            using LinkBay bay = new();
            Played played = bay.Play(3000, "{\"at\": 300, \"console\": \"set mqtt.port 8884\"}, {\"at\": 310, \"console\": \"reboot CONFIRM\"}, {\"at\": 2900, \"console\": \"get mqtt.port\"}");
            Assert.Empty(played.Summary.Violations);
            Assert.Equal(2, Link(played, "online").Count);
            Assert.Contains("8884", played.Trace.Split("\"t\":2900.")[^1], StringComparison.Ordinal);
        }

        [Fact]
        public void A_certificate_is_renewed_a_day_before_its_end_without_a_lost_message()
        {
            using LinkBay bay = new(LinkBay.Begin.AddDays(-364), LinkBay.Begin.AddDays(1));
            Played played = bay.Play(9_000, "{\"at\": 600, \"plug\": {\"cableAmps\": 32}}, {\"at\": 600, \"draw\": \"offered\"}, {\"at\": 640, \"vehicle\": \"C\"}, {\"at\": 8000, \"unplug\": true}");
            Assert.Empty(played.Summary.Violations);

            // The backend knows the station by its first document: before that it signs nothing, and is asked again after an hour.
            Assert.InRange(Messages(played, "SignCertificate", "up").Count, 1, 2);
            Assert.Single(Messages(played, "CertificateSigned", "down"));
            Assert.Equal(2, Link(played, "online").Count);
            Assert.True(Assert.Single(played.Summary.Transactions).Delivered);
            Assert.InRange(Link(played, "online")[1] - Link(played, "offline")[0], 0, 60);
        }

        private static List<double> Link(Played played, string state)
        {
            return [.. played.Events("link").Where(line => line.GetProperty("state").GetString() == state).Select(line => line.GetProperty("t").GetDouble())];
        }

        private static List<string> Told(Played played, double from)
        {
            return [.. played.Events("message").Where(line => line.TryGetProperty("type", out _) && line.GetProperty("t").GetDouble() > from).Select(line => line.GetProperty("type").GetString()!)];
        }

        private static List<JsonElement> Messages(Played played, string action, string direction)
        {
            return [.. played.Events("message").Where(line => line.GetProperty("action").GetString() == action && line.GetProperty("direction").GetString() == direction && line.GetProperty("kind").GetString() == "call")];
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoCharger.Bay;
using NanoCharger.System.Tests.Brokers;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>Bench, backend and broker together.</summary>
    public sealed class BrokerRunTests
    {
        /// <summary>Everything of a scenario that touches broker and backend, and a power cut with a will on its way.</summary>
        private const string Outages = """
            { "at": 50, "backend": "down" }, { "at": 75, "backend": "up" },
            { "at": 80, "command": { "action": "TriggerMessage", "payload": { "requestedMessage": "StatusNotification" } } },
            { "at": 85, "broker": "down" }, { "at": 100, "broker": "up" },
            { "at": 120, "wifi": "down" }, { "at": 125, "wifi": "up" },
            { "at": 140, "broker": "silent" }, { "at": 150, "broker": "up" },
            { "at": 190, "backend": "failing" }, { "at": 200, "backend": "up" },
            { "at": 230, "power": "cut" }, { "at": 235, "power": "restore" },
            """;

        [MosquittoFact]
        public void A_seed_gives_the_same_trace_at_the_embedded_broker_and_at_a_mosquitto()
        {
            Scenario scenario = Scenario.Parse(Stories.OneCharge(readyAt: 40, unplugAt: 280, until: 330, more: Outages), "test.json");
            using TestBroker mosquitto = TestBroker.Start(BrokerKind.Mosquitto);
            foreach (ulong seed in (ulong[])[1, 2, 3])
            {
                Played embedded = Play.This(scenario, seed);
                Played real = Play.This(scenario, seed, mosquitto.Address);

                Assert.True(embedded.Summary.Reproducible);
                Assert.True(real.Summary.Reproducible);
                Assert.Equal(real.Trace, embedded.Trace);
                Assert.Equal(embedded.Trace, Play.This(scenario, seed).Trace);
                Assert.Empty(embedded.Summary.Violations);
                Assert.NotEmpty(embedded.Events("link"));
            }
        }

        [Fact]
        public void A_backend_that_goes_down_leaves_the_broker_up()
        {
            Played played = Play.Text(Stories.OneCharge(
                readyAt: 20, unplugAt: 70, until: 150, more: """{ "at": 30, "backend": "down" }, { "at": 110, "backend": "up" },"""));

            Assert.True(played.Summary.Reproducible);
            Assert.Empty(played.Summary.Violations);
            Assert.Equal(["online"], played.Events("link").Select(line => line.GetProperty("state").GetString()));
            IEnumerable<JsonElement> unanswered = played.Events("message").Where(line => line.GetProperty("t").GetDouble() is > 31 and < 110);
            Assert.Contains(unanswered, line => line.GetProperty("direction").GetString() == "up");
            Assert.DoesNotContain(unanswered, line => line.GetProperty("direction").GetString() == "down");
            Assert.True(Assert.Single(played.Summary.Transactions).Delivered);
        }
    }
}

using System.IO;
using System.Text;
using NanoCharger.Bay;
using NanoCharger.Bay.Network;
using NanoCharger.Emulation;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    public sealed class BayNetworkTests
    {
        private const string UpTopic = "nanocharger/v1/NC-0001/up";
        private const string DownTopic = "nanocharger/v1/NC-0001/dn";

        [Theory]
        [InlineData(UpTopic, "[2,\"a-1\",\"Heartbeat\",{}]", true, "a-1")]
        [InlineData(UpTopic, " [ 2 , \"a-2\" , \"Heartbeat\" , {} ]", true, "a-2")]
        [InlineData(UpTopic, "[3,\"a-1\",{}]", false, "")]
        [InlineData(UpTopic, "[4,\"a-1\",\"NotImplemented\",\"\",{}]", false, "")]
        [InlineData(DownTopic, "[2,\"a-1\",\"Reset\",{}]", false, "")]
        [InlineData("nanocharger/v1/NC-0001/state", "online 4", false, "")]
        [InlineData(UpTopic, "[2,", false, "")]
        public void A_call_that_goes_up_expects_an_answer(string topic, string payload, bool expects, string key)
        {
            BayNetwork network = new BayNetwork(1, "127.0.0.1", 1883, new BayResult());
            Assert.Equal(expects, network.ExpectsAnswer(topic, Encoding.UTF8.GetBytes(payload), out string found));
            Assert.Equal(key, found);
        }

        [Theory]
        [InlineData(DownTopic, "[3,\"a-1\",{}]", true, "a-1")]
        [InlineData(DownTopic, "[4,\"a-1\",\"InternalError\",\"\",{}]", true, "a-1")]
        [InlineData(DownTopic, "[2,\"a-1\",\"Reset\",{}]", false, "")]
        [InlineData(UpTopic, "[3,\"a-1\",{}]", false, "")]
        public void A_result_or_an_error_that_comes_down_is_an_answer(string topic, string payload, bool answers, string key)
        {
            BayNetwork network = new BayNetwork(1, "127.0.0.1", 1883, new BayResult());
            Assert.Equal(answers, network.Answers(topic, Encoding.UTF8.GetBytes(payload), out string found));
            Assert.Equal(key, found);
        }

        [Fact]
        public void Faults_cut_the_connection_and_nobody_waits_for_an_answer_that_cannot_come()
        {
            BayNetwork network = new BayNetwork(1, "127.0.0.1", 1883, new BayResult());
            int cuts = 0;
            network.ConnectionCut += () => cuts++;
            Assert.True(network.AnswerWillCome);
            Assert.Equal(BrokerState.Up, network.Reach("broker.local", 1883).State);
            network.SetBroker(BrokerState.Silent);
            Assert.False(network.AnswerWillCome);
            Assert.Equal(BrokerState.Silent, network.Reach("broker.local", 1883).State);
            network.SetBroker(BrokerState.Up);
            network.SetWifi(false);
            Assert.Equal(BrokerState.Down, network.Reach("broker.local", 1883).State);
            Assert.True(network.DnsNanos("broker.local") < 0);
            network.SetWifi(true);
            network.BackendUp = false;
            Assert.False(network.AnswerWillCome);
            Assert.Equal(2, cuts);
            Assert.Equal(BrokerState.Down, new BayNetwork(1, null, 0, new BayResult()).Reach("broker.local", 1883).State);
        }

        [Fact]
        public void Messages_are_told_with_their_action_in_both_directions()
        {
            using StringWriter text = new StringWriter();
            BayNetwork network = new BayNetwork(1, "127.0.0.1", 1883, new BayResult());
            Machine machine = new Machine(new MachineOptions
            {
                Surroundings = new Wiring(1, [], network),
                Adc = new UnitErrors(1).Converter(),
                Flash = new Flash(),
            });
            network.Trace = new Trace(machine, text, long.MaxValue, (_, _) => { }, _ => { });
            network.Sent(UpTopic, Encoding.UTF8.GetBytes("[2,\"1-4\",\"TransactionEvent\",{}]"));
            network.Received(DownTopic, Encoding.UTF8.GetBytes("[3,\"1-4\",{}]"));
            network.Sent("nanocharger/v1/NC-0001/state", Encoding.UTF8.GetBytes("online"));
            network.StateChanged(true);
            Assert.Equal(
                """
                {"t":0.000000,"event":"message","direction":"up","kind":"call","action":"TransactionEvent","id":"1-4"}
                {"t":0.000000,"event":"message","direction":"down","kind":"result","action":"TransactionEvent","id":"1-4"}
                {"t":0.000000,"event":"message","direction":"up","kind":"other","action":"state","id":null}
                {"t":0.000000,"event":"link","state":"online"}

                """,
                text.ToString());
        }

        [Fact]
        public void What_is_late_is_so_by_the_seed_and_leaves_all_else_as_it_was()
        {
            BayNetwork prompt = new BayNetwork(5, "127.0.0.1", 1883, new BayResult());
            BayNetwork late = new BayNetwork(5, "127.0.0.1", 1883, new BayResult()) { Delays = new NetworkDelays(0.25, 30) };
            int delayed = 0;
            for (int i = 0; i < 1_000; i++)
            {
                long by = late.LatencyNanos() - prompt.LatencyNanos();
                Assert.InRange(by, 0, 30_000_000_000);
                delayed += by > 0 ? 1 : 0;
            }

            Assert.InRange(delayed, 200, 300);
            Assert.Equal(prompt.HandshakeNanos(), late.HandshakeNanos());
        }
    }
}

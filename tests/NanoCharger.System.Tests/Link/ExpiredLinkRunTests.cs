using System;
using System.Globalization;
using System.Linq;
using System.Text;
using NanoCharger.Bay;
using NanoCharger.System.Tests.Runs;
using Xunit;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>A station that stood without power for longer than its certificate held: whoever asks for the next one needs a session, and gets none without it.</summary>
    public sealed class ExpiredLinkRunTests
    {
        private const string EndOfRequest = "-----END CERTIFICATE REQUEST-----";
        private const string Refused = "the broker takes no certificate of ours, or not this one";

        private readonly StringBuilder _printed = new();
        private byte[]? _chain;
        private double _pastedSeconds;

        [Fact]
        public void A_certificate_that_expired_a_year_ago_is_replaced_at_the_console_only()
        {
            using LinkBay bay = new(LinkBay.Begin.AddYears(-2), LinkBay.Begin.AddYears(-1));
            Played played = bay.Play(
                1500,
                """
                {"at": 200, "console": "link"}, {"at": 205, "console": "cert show"}, {"at": 210, "console": "cert request"},
                {"at": 700, "console": "cert show"},
                {"at": 700, "plug": {"cableAmps": 32}}, {"at": 700, "draw": "offered"}, {"at": 720, "vehicle": "C"}, {"at": 1300, "unplug": true}
                """,
                begins: started => started.Console.Output += bytes => Read(bay, started, Encoding.ASCII.GetString(bytes)));
            string printed = _printed.ToString();
            Assert.Empty(played.Summary.Violations);

            // What is wrong stands at the console, and nothing could be asked for over the link: there was none.
            string before = printed[..printed.IndexOf(EndOfRequest, StringComparison.Ordinal)];
            Assert.Contains(Refused, before, StringComparison.Ordinal);
            Assert.Contains(", ended", before, StringComparison.Ordinal);
            Assert.InRange(_pastedSeconds, 210, 300);
            Assert.DoesNotContain(played.Events("message"), line => line.GetProperty("t").GetDouble() < _pastedSeconds);
            Assert.DoesNotContain(played.Events("link"), line => line.GetProperty("state").GetString() == "online" && line.GetProperty("t").GetDouble() < _pastedSeconds);

            Assert.Contains("cert paste: ok, on trial", printed, StringComparison.Ordinal);
            double online = played.Events("link").First(line => line.GetProperty("state").GetString() == "online").GetProperty("t").GetDouble();
            Assert.InRange(online, _pastedSeconds, _pastedSeconds + 120);
            Assert.Contains(played.Events("message"), line => line.GetProperty("action").GetString() == "BootNotification" && line.GetProperty("direction").GetString() == "down" && line.GetProperty("kind").GetString() == "result");
            Assert.Contains("proven, kept in both copies", printed[printed.IndexOf("cert paste: ok", StringComparison.Ordinal)..], StringComparison.Ordinal);
            Assert.True(Assert.Single(played.Summary.Transactions).Delivered);
        }

        /// <summary>The technician: has the request signed that the console prints, and gives back what comes of it, a line for each prompt.</summary>
        private void Read(LinkBay bay, ChargingBay at, string text)
        {
            _printed.Append(text);
            string printed = _printed.ToString();
            int end = printed.IndexOf(EndOfRequest, StringComparison.Ordinal);
            if (_chain is null && end > 0 && printed.EndsWith("> ", StringComparison.Ordinal))
            {
                string request = printed[printed.IndexOf("-----BEGIN CERTIFICATE REQUEST-----", StringComparison.Ordinal)..(end + EndOfRequest.Length)];
                _chain = Encoding.ASCII.GetBytes(bay.Yard.Sign(request) + "\n");
                _pastedSeconds = (at.Clock.GetUtcNow() - LinkBay.Begin).TotalSeconds;
                Type(at, FormattableString.Invariant($"cert paste chain {_chain.Length}"));
            }
            else if (_chain is not null && printed.EndsWith("+ ", StringComparison.Ordinal))
            {
                string last = printed.TrimEnd().Split('\n')[^2].Trim();
                Type(at, PasteRunTests.Frame(_chain, last.StartsWith("ok ", StringComparison.Ordinal) ? int.Parse(last[3..], CultureInfo.InvariantCulture) : 0));
            }
        }

        private static void Type(ChargingBay at, string line)
        {
            at.Console.Type(Encoding.ASCII.GetBytes(line + "\r"));
        }
    }
}

using NanoCharger.Hal;
using NanoCharger.Link;
using NanoCharger.Link.Handshakes;
using NanoCharger.Link.Trial;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>How the way to the broker fares: where it leads, what is on trial, what is waited for, and how often what went wrong since the start.</summary>
    internal sealed class LinkPage : IPage
    {
        private const int ValueColumn = 10;
        private const int FixedLines = 5;

        private static readonly string[] States = { "offline, no Wi-Fi", "joined, no session with the broker", "online" };

        private readonly ILink _link;
        private readonly LinkTrial _trial;
        private readonly HandshakeDesk _handshakes;
        private int _cause;

        internal LinkPage(ConsoleParts parts)
        {
            _link = parts.Link;
            _trial = parts.Trial;
            _handshakes = parts.Handshakes;
        }

        /// <summary>From the first line on.</summary>
        internal void Start()
        {
            _cause = 0;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            switch (index)
            {
                case 0:
                    State(line);
                    return true;
                case 1:
                    Broker(line);
                    return true;
                case 2:
                    Trial(line);
                    return true;
                case 3:
                    Handshake(line);
                    return true;
                case FixedLines - 1:
                    Last(line);
                    return true;
                default:
                    return TryWriteCause(line);
            }
        }

        private void State(AsciiWriter line)
        {
            Label(line, "link");
            line.Put(States[(int)_link.State]);
            line.Put(", sessions ");
            line.Number(_link.Session);
            line.Put(", messages dropped ");
            line.Number(_link.Dropped);
        }

        private void Broker(AsciiWriter line)
        {
            Label(line, "broker");
            LinkOptions options = _trial.Options;
            if (options == null)
            {
                line.Put("not yet");
                return;
            }

            line.Put(options.BrokerHost);
            line.Put(':');
            line.Number(options.BrokerPort);
            line.Put(options.Identity != null ? ", TLS" : options.PlainAllowed ? ", in clear" : ", none without an authority");
        }

        private void Trial(AsciiWriter line)
        {
            Label(line, "trial");
            if (!_trial.OnTrial)
            {
                line.Put("nothing");
                return;
            }

            line.Put("a change, undone in ");
            line.Number(_trial.LeftSeconds);
            line.Put(" s unless the backend accepts this station before");
        }

        private void Handshake(AsciiWriter line)
        {
            Label(line, "handshake");
            line.Number(_link.Handshakes);
            line.Put(", outlasted the hold ");
            line.Number(_handshakes.Outlasted);
            line.Put(", ration ");
            line.Number(_handshakes.Step);
            line.Put(_handshakes.Pauses ? ", now, in a pause" : _link.WantsHandshake ? ", next in " : ", none waits");
            if (_link.WantsHandshake && !_handshakes.Pauses)
            {
                line.Number(_handshakes.WaitSeconds);
                line.Put(_handshakes.Step == 0 ? " s" : " s, contactor open");
            }
        }

        private void Last(AsciiWriter line)
        {
            Label(line, "last");
            line.Put(LinkCauseText.Of(_link.Record.Last));
            if (_link.Record.Code != 0)
            {
                line.Put(", ");
                line.Number(_link.Record.Code);
            }
        }

        private bool TryWriteCause(AsciiWriter line)
        {
            while (++_cause < LinkCauseText.Count)
            {
                int count = _link.Record.Count((LinkCause)_cause);
                if (count > 0)
                {
                    line.PadTo(ValueColumn);
                    line.Number(count);
                    line.Put(" x ");
                    line.Put(LinkCauseText.Of((LinkCause)_cause));
                    return true;
                }
            }

            return false;
        }

        private static void Label(AsciiWriter line, string label)
        {
            line.Put(label);
            line.PadTo(ValueColumn);
        }
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Twenty short charges, and what goes down and comes up again between and amid them; then a calm end in which all can be delivered. The same seed writes the same story.</summary>
    internal sealed class ProxyStory
    {
        /// <summary>Vehicles that come.</summary>
        internal const int Charges = 20;

        /// <summary>A pause between two attempts of the link may take 5 min.</summary>
        private const double CalmSeconds = 1_500;

        /// <summary>A handshake that falls silent stops the chip until its watchdog resets it, and then the link may try once an hour only.</summary>
        private const double CalmAfterSilentHandshakes = 2 * 3600;
        /// <summary>So long behind the vehicle's wish a charge has begun, whatever the backend says to the card.</summary>
        private const double Beginning = 15;

        private const double Hour = 3_600;
        private const double Day = 24 * Hour;

        private readonly Chance _dice;
        private readonly bool _tls;
        private readonly List<(double At, string Action)> _timeline = [];
        private double _now = 30;

        /// <param name="seed">Any number.</param>
        /// <param name="tls">Whether handshakes are at stake.</param>
        internal ProxyStory(ulong seed, bool tls)
        {
            _dice = new Chance(seed ^ 0x50524F5859);
            _tls = tls;
            Cards = seed % 3 == 0;
            SilentHandshakes = tls && seed % 5 == 0;
            int longPause = seed % 10 == 7 ? (int)_dice.Between(1, Charges) : -1;
            for (int i = 0; i < Charges; i++)
            {
                Charge();
                if (i == longPause)
                {
                    Pass(seed % 100 == 57);
                }
            }

            CalmAt = _now + 60;
            Until = CalmAt + (SilentHandshakes ? CalmAfterSilentHandshakes : CalmSeconds);
        }

        /// <summary>Whether somebody shows a card for each charge.</summary>
        internal bool Cards { get; }

        /// <summary>Cards that a loss of power has made forgotten before the charge began, or that nobody could read: their vehicles get nothing.</summary>
        internal int Lost { get; private set; }

        /// <summary>Whether handshakes may fall silent.</summary>
        internal bool SilentHandshakes { get; }

        /// <summary>From when on nothing goes wrong, in virtual seconds.</summary>
        internal double CalmAt { get; }

        /// <summary>Its end.</summary>
        internal double Until { get; }

        /// <summary>Entries of a scenario's timeline.</summary>
        internal string Timeline => string.Join(",\n", _timeline.OrderBy(entry => entry.At).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{{\"at\": {entry.At:0.000}, {entry.Action}}}")));

        /// <summary>Settings, each with a comma before it.</summary>
        internal string Settings => Cards ? ", \"auth.mode\": \"backend\", \"auth.offline\": \"all\"" : "";

        private void Charge()
        {
            double begin = _now;
            double charging = Between(60, 120);
            Add(0, "\"plug\": {\"cableAmps\": 32}");
            Add(0, "\"draw\": \"offered\"");
            if (Cards)
            {
                Add(Between(3, 6), "\"token\": \"04AABBCC\"");
            }

            double ready = Between(7, 12);
            Add(ready, "\"vehicle\": \"C\"");
            Add(ready + charging, "\"unplug\": true");
            double pause = Between(15, 40);
            double end = ready + charging + pause;
            Trouble(ready, end);
            _now = begin + end;
        }

        /// <summary>Two days in which nobody comes: most of them without mains, which costs little to play, or all of them with it.</summary>
        private void Pass(bool powered)
        {
            double days = Between(1.5, 2.5) * Day;
            if (!powered)
            {
                Add(Hour, "\"power\": \"cut\"");
                Add(days, "\"power\": \"restore\"");
            }

            _now += days + (Hour / 2);
        }

        /// <summary>At most one thing for each charge, over before the next one begins.</summary>
        private void Trouble(double ready, double end)
        {
            double what = _dice.Unit();
            double from = Between(1, end - 40);
            double back = from + Between(3, end - 10 - from);
            switch (what)
            {
                case < 0.15:
                    Away("backend", "down", from, back);
                    break;
                case < 0.3:
                    Away("broker", "down", from, back);
                    break;
                case < 0.4:
                    Away("wifi", "down", from, back);
                    break;
                case < 0.45 when !_tls:
                    Away("broker", "silent", from, back);
                    break;
                case < 0.55:
                    Lost += Cards && from < ready + Beginning ? 1 : 0;
                    Add(from, "\"power\": \"cut\"");
                    Add(from + Between(1, 6), "\"power\": \"restore\"");
                    break;
                default:
                    break;
            }
        }

        private void Away(string what, string how, double from, double back)
        {
            Add(from, $"\"{what}\": \"{how}\"");
            Add(back, $"\"{what}\": \"up\"");
        }

        private void Add(double after, string action)
        {
            _timeline.Add((_now + after, action));
        }

        private double Between(double least, double limit)
        {
            return least + (_dice.Unit() * (limit - least));
        }
    }
}

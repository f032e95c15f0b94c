using System;
using System.Globalization;
using NanoCharger.Backend.Billing;
using NodaTime;

namespace NanoCharger.Backend.Web.Charges
{
    /// <summary>Charges in somebody's language.</summary>
    internal sealed class ChargeTexts(Language text, DateTimeZone zone)
    {
        /// <summary>Whose token has no account is told apart by the end of its digest.</summary>
        private const int Shown = 4;

        private const string FromAfar = "backend ";
        private const string Card = "card ";

        /// <summary>As a document names it where the station asks for no card.</summary>
        private const string Nobody = "nobody, free charging";
        private const long MinuteMs = 60_000;

        /// <summary>A line of the list.</summary>
        internal ChargeLine Line(ChargeRead read)
        {
            return new ChargeLine
            {
                Number = read.Charge.Id,
                Begin = text.Moment(read.BeginMs, zone),
                Lasted = Lasted(read.EndMs - read.BeginMs),
                Bay = read.Bay ?? read.Station,
                Who = Who(read),
                Card = read.Card?.Label ?? "",
                Energy = text.Energy(read.MilliwattHours),
                Cost = read.State == ChargeState.Billed && read.Bill is { } bill ? text.Money(bill.GrossMinor, bill.Currency) : "",
                State = read.State,
                StateText = State(read.State),
                Why = Why(read),
                Bill = read.Bill is { } paper ? paper.Number.ToString(CultureInfo.InvariantCulture) : "",
                Verified = text.Say(read.Parts == 1 ? "charges.receipt" : "charges.receipts", read.Parts),
            };
        }

        /// <summary>Who pays, as far as the platform knows him.</summary>
        internal string Who(ChargeRead read)
        {
            return read.Name ?? (string.IsNullOrEmpty(read.Who) ? text["charges.nobody"]
                : read.Who == Nobody ? text["charges.free-for-all"]
                : read.Who.StartsWith(FromAfar, StringComparison.Ordinal) ? text.Say("charges.guest", read.Who[^Shown..])
                : read.Who.StartsWith(Card, StringComparison.Ordinal) ? text.Say("charges.card", read.Who[^Shown..]) : read.Who);
        }

        /// <summary>A state.</summary>
        internal string State(ChargeState state)
        {
            return text[state switch
            {
                ChargeState.Open => "charges.state-open",
                ChargeState.Billed => "charges.state-billed",
                ChargeState.Waived => "charges.state-waived",
                ChargeState.Free => "charges.state-free",
                _ => "charges.state-credited",
            }];
        }

        /// <summary>Why it is as it is: reasons of this program in its words, a person's as he wrote them.</summary>
        internal string? Why(ChargeRead read)
        {
            return read.State == ChargeState.Open ? text["charges.open-why"]
                : new StoredWords(text, zone).Of(read.Charge.Reason ?? read.Problem);
        }

        /// <summary>A time in hours and minutes.</summary>
        internal string Lasted(long ms)
        {
            long minutes = Math.Max(0, ms) / MinuteMs;
            return minutes < 60 ? text.Say("charges.minutes", minutes) : text.Say("charges.hours", minutes / 60, minutes % 60);
        }
    }
}

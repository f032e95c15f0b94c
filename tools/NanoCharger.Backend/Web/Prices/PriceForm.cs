using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NodaTime;

namespace NanoCharger.Backend.Web.Prices
{
    /// <summary>A price as it was typed: what is wrong is told at its field.</summary>
    internal sealed class PriceForm(Visit visit, string currency, DateTimeZone zone, IReadOnlyDictionary<long, PriceCard> cards)
    {
        private static readonly (string Begins, string Field, string Key)[] Problems =
        [
            ("perKilowattHour", "kwh", "price.range"), ("startFee", "start", "price.range"), ("taxPercent", "tax", "prices.tax-range"), ("windows[0].perKilowattHour", "night", "price.range"), ("windows", "night-from", "prices.hours-wrong"),
        ];

        /// <summary>What stands in its fields.</summary>
        internal Entries Entries { get; private set; } = visit.Form.Entries("for", "kwh", "night", "night-from", "night-to", "start", "tax", "included", "from", Doubt.Field);

        /// <summary>The house's clock.</summary>
        internal DateTimeZone Zone => zone;

        /// <summary>For whom.</summary>
        internal Audience For { get; private set; }

        /// <summary>From when; null: from now on.</summary>
        internal long? FromMs { get; private set; }

        /// <summary>Reads it.</summary>
        /// <param name="id">The id that it gets.</param>
        /// <param name="nowMs">The time.</param>
        /// <returns>Null where something is wrong: <see cref="Entries"/> says what.</returns>
        internal TariffVersion? Read(string id, long nowMs)
        {
            if (visit.Form.Number("kwh") is not { } kwh || visit.Form.Number("start") is not { } start || visit.Form.Number("tax") is not { } tax || visit.Form.Number("night") is not { } night || visit.Form.Line("kwh").Length == 0)
            {
                string field = new[] { "kwh", "start", "tax", "night" }.First(name => visit.Form.Number(name) is null || (name == "kwh" && visit.Form.Line(name).Length == 0));
                return Wrong(field, visit.Form.Line(field).Length == 0 ? "field.missing" : "prices.no-number");
            }

            if (Audience.Parse(visit.Form.Line("for")) is not { } audience || (audience.IsCard && PriceCard.Of(cards, audience, nowMs) is null))
            {
                return Wrong("for", "prices.no-audience");
            }

            For = audience;
            if (!visit.Form.TryMoment("from", zone, out long? from) || from <= nowMs)
            {
                return Wrong("from", "prices.past");
            }

            FromMs = from;

            TariffVersion version = new() { Id = id, Currency = currency, Zone = zone.Id, PerKilowattHour = kwh, StartFee = start, TaxPercent = tax, TaxIncluded = visit.Form.Has("included") };
            if (visit.Form.Line("night").Length == 0 && (visit.Form.Line("night-from").Length > 0 || visit.Form.Line("night-to").Length > 0))
            {
                // Hours without a price are no window, and whoever typed them believes that they are one.
                return Wrong("night", "field.missing");
            }

            if (visit.Form.Line("night").Length > 0)
            {
                version = version with { Windows = [new PriceWindow { Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], From = visit.Form.Line("night-from"), To = visit.Form.Line("night-to"), PerKilowattHour = night }] };
            }

            return version.Problem() is { } problem ? Refuse(problem) : version;
        }

        /// <summary>Who would pay it: by whom the price in force is looked up.</summary>
        internal Customer Payer => new(For.CardNumber is { } card ? cards[card].Digest : null, For == Audience.Guests);

        /// <summary>For whom, as the trail has it: a card by its number and its account's.</summary>
        internal Phrase Words => For.CardNumber is { } card ? new Phrase("trail.card", card, cards[card].Account) : TariffRegister.Words(For);

        /// <summary>Tells what is wrong, in words of who typed it: a version names the field that it has.</summary>
        internal TariffVersion? Refuse(string problem)
        {
            foreach ((string begins, string field, string key) in Problems)
            {
                if (problem.StartsWith(begins, StringComparison.Ordinal))
                {
                    return Wrong(field, key);
                }
            }

            Entries = Entries.Wrong(null, visit.Text.Say("prices.refused", problem));
            return null;
        }

        /// <summary>Tells why the houses cannot have it.</summary>
        internal TariffVersion? Refuse(Phrase why)
        {
            Entries = Entries.Wrong(why.Key == "refused.two-clocks" ? "night-from" : null, visit.Text.Say("prices.refused", visit.Text.Say(why, zone)));
            return null;
        }

        /// <summary>Nothing is put down before it is said that this price is meant.</summary>
        internal void Ask()
        {
            Wrong(Doubt.Field, "prices.sure");
        }

        private TariffVersion? Wrong(string field, string key)
        {
            Entries = Entries.Wrong(field, visit.Text[key]);
            return null;
        }
    }
}

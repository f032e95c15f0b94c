using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Commands;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NodaTime;

namespace NanoCharger.Backend.Web.Places
{
    /// <summary>What somebody has typed of a house: what is wrong is told at its field.</summary>
    internal sealed class HouseForm(Visit visit)
    {
        private const int LongestAddress = 160;

        /// <summary>The time zones that there are, but those that are only an offset.</summary>
        internal static readonly IReadOnlyList<string> Zones = [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => IsPlace(id) || id == "Etc/UTC")];

        /// <summary>What stands in its fields.</summary>
        internal Entries Entries { get; private set; } = visit.Form.Entries("name", "address", "zone", "currency", "market", "seller", "tax");

        /// <summary>As the form begins.</summary>
        /// <param name="house">The house; null: a new one.</param>
        internal static Entries Begun(House? house)
        {
            // The country is nobody's to guess: its law says whether time may have a price.
            return new Entries(new Dictionary<string, string>
            {
                ["name"] = house is null or { Seller: null, Name: House.FirstName } ? "" : house.Name,
                ["address"] = house?.Address ?? "",
                ["zone"] = house?.Zone ?? UsualZone(),
                ["currency"] = house?.Currency ?? "EUR",
                ["market"] = house?.Market ?? "",
                ["seller"] = house?.Seller ?? "",
                ["tax"] = house?.TaxNumber ?? "",
            });
        }

        /// <summary>Writes what the house is, with its line of the trail.</summary>
        /// <param name="find">The house within the unit of work.</param>
        /// <returns>Its number; null where something is wrong: <see cref="Entries"/> says what.</returns>
        internal async Task<long?> Save(Func<PlatformContext, HouseFacts, House> find)
        {
            if (Read() is not { } facts)
            {
                return null;
            }

            Actor actor = visit.Actor;
            long now = StationClock.Now(visit);
            try
            {
                return await visit.Get<WebData>().Write<long?>(context =>
                {
                    House house = find(context, facts);
                    (Phrase? before, Phrase after) = PlaceDesk.Describe(context, house, facts, now);
                    Trail.Add(context, actor with { Tenant = house.TenantId }, ChangeKind.HouseDescribed, facts.Name, before?.Stored(), after.Stored());
                    return house.Id;
                });
            }
            catch (InvalidDataException refused) when (Refusal.Of(refused) is { } why)
            {
                string field = why.Key switch
                {
                    "refused.zone-hours" => "zone",
                    "refused.currency-billed" => "currency",
                    _ => "name",
                };
                Entries = Entries.Wrong(field, visit.Text.Say("house.wrong", visit.Text.Say(why, DateTimeZone.Utc)));
                return null;
            }
        }

        private HouseFacts? Read()
        {
            Form form = visit.Form;
            HouseFacts facts = new(form.Line("name", PlaceDesk.LongestName), form.Line("address", LongestAddress), form.Line("zone"), form.Line("currency").ToUpperInvariant(), form.Line("market").ToUpperInvariant(), form.Line("seller", LongestAddress))
            {
                TaxNumber = form.Line("tax", PlaceDesk.LongestName),
            };
            (string Field, string Problem)? wrong = facts.Name.Length == 0 ? ("name", "field.missing")
                : facts.Name.Contains('/', StringComparison.Ordinal) ? ("name", "house.slash")
                : facts.Address.Length == 0 ? ("address", "field.missing")
                : DateTimeZoneProviders.Tzdb.GetZoneOrNull(facts.Zone) is null ? ("zone", "house.zone-none")
                : Currency.Find(facts.Currency) is null ? ("currency", "house.currency-none")
                : !IsMarket(facts.Market) ? ("market", "house.market-none")
                : facts.Seller.Length == 0 ? ("seller", "field.missing") : null;
            if (wrong is not { } problem)
            {
                return facts;
            }

            Entries = Entries.Wrong(problem.Field, visit.Text[problem.Problem]);
            return null;
        }

        private static bool IsMarket(string code)
        {
            try
            {
                new Market(code, false).Validate();
                return true;
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }

        /// <summary>The zone of this machine, where it has one; a server's is often none of a house.</summary>
        private static string UsualZone()
        {
            string here = TimeZoneInfo.Local.Id;
            return IsPlace(here) && DateTimeZoneProviders.Tzdb.GetZoneOrNull(here) is not null ? here : "Europe/Berlin";
        }

        private static bool IsPlace(string zone)
        {
            return zone.Contains('/', StringComparison.Ordinal) && !zone.StartsWith("Etc/", StringComparison.Ordinal);
        }
    }
}

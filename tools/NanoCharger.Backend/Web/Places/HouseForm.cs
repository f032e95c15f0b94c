using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
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

        /// <summary>What the page has shown of the house, in few signs: it goes with the form.</summary>
        private const string Shown = "shown";

        private static readonly string[] Fields = ["name", "address", "zone", "currency", "market", "seller", "tax", Shown];

        /// <summary>The time zones that there are, but those that are only an offset: what is chosen from, and nothing else, so that a page that is saved again says the same one.</summary>
        internal static readonly IReadOnlyList<string> Zones = [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => IsPlace(id) || id == "Etc/UTC")];

        /// <summary>What stands in its fields.</summary>
        internal Entries Entries { get; private set; } = visit.Form.Entries(Fields);

        /// <summary>All of it was as it was said before: nothing was written.</summary>
        internal bool IsSame { get; private set; }

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
                [Shown] = house is null ? "" : MarkOf(house),
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
            string mark = "";
            try
            {
                return await visit.Get<WebData>().Write<long?>(context =>
                {
                    House house = find(context, facts);
                    mark = MarkOf(house);
                    if (IsSame = PlaceDesk.IsSame(house, facts))
                    {
                        return house.Id;
                    }

                    RefuseStale(house, mark);
                    (Phrase? before, Phrase after) = PlaceDesk.Describe(context, house, facts, now);
                    Trail.Add(context, actor with { Tenant = house.TenantId }, ChangeKind.HouseDescribed, new Phrase("trail.house-named", facts.Name).Stored(), before?.Stored(), after.Stored());
                    return house.Id;
                });
            }
            catch (InvalidDataException refused) when (Refusal.Of(refused) is { } why)
            {
                Refuse(why, mark);
                return null;
            }
        }

        /// <summary>Tells what the desk refuses at its field; where somebody else was first the form goes on from what the house is now.</summary>
        private void Refuse(Phrase why, string mark)
        {
            string? field = why.Key switch
            {
                "refused.house-changed" => null,
                "refused.zone-hours" => "zone",
                "refused.currency-billed" or "refused.currency-houses" => "currency",
                _ => "name",
            };
            Entries typed = field is null ? new Entries(Fields.ToDictionary(name => name, name => name == Shown ? mark : Entries[name])) : Entries;
            Entries = typed.Wrong(field, visit.Text.Say("house.wrong", visit.Text.Say(why, DateTimeZone.Utc)));
        }

        /// <summary>A page that has stood open takes back nothing that somebody else has said since: whoever posts it reads that first, and may then say it once more.</summary>
        private void RefuseStale(House house, string mark)
        {
            if (visit.Form.Line(Shown) is { Length: > 0 } shown && shown != mark)
            {
                throw Refusal.Because("refused.house-changed", string.Join(" · ", Said(house).Where(one => one.Length > 0)));
            }
        }

        private static string MarkOf(House house)
        {
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Said(house))))[..8]);
        }

        private static string[] Said(House house)
        {
            return [house.Name, house.Address ?? "", house.Zone ?? "", house.Currency ?? "", house.Market ?? "", house.Seller ?? "", house.TaxNumber ?? ""];
        }

        private HouseFacts? Read()
        {
            Form form = visit.Form;
            HouseFacts facts = new(form.Name("name", PlaceDesk.LongestName), form.Name("address", LongestAddress), form.Line("zone"), form.Line("currency").ToUpperInvariant(), form.Line("market").ToUpperInvariant(), form.Name("seller", LongestAddress))
            {
                TaxNumber = form.Name("tax", PlaceDesk.LongestName),
            };
            (string Field, string Problem)? wrong = facts.Name.Length == 0 ? ("name", "field.missing")
                : facts.Name.Contains('/', StringComparison.Ordinal) ? ("name", "house.slash")
                : facts.Address.Length == 0 ? ("address", "field.missing")
                : !Zones.Contains(facts.Zone) ? ("zone", "house.zone-none")
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

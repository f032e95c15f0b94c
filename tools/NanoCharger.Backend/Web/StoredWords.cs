using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NodaTime;
using NodaTime.Text;

namespace NanoCharger.Backend.Web
{
    /// <summary>What the program has stored, or says, in the words that commands use, as somebody reads it on a page: in his language, by the house's clock. What has no pattern here stays as it is, but for its times.</summary>
    internal sealed partial class StoredWords(Language text, DateTimeZone zone)
    {
        private const string Time = @"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)";

        /// <summary>A whole text, and the key of what it says; its places are the groups, in their order.</summary>
        private static readonly (Regex Form, string Key)[] Forms =
        [
            Of(@"account (\d+)", "stored.account"),
            Of(@"card (\d+) of account (\d+)", "stored.card"),
            Of($"from {Time} on", "stored.from"),
            Of($"bay (.+) from {Time} on", "stored.bay"),
            Of(@"the name must have 1 to (\d+) characters", "stored.no-name"),
            Of(@"the address must have no more than (\d+) characters", "stored.no-address"),
            Of("the mail address is none", "stored.no-mail"),
            Of(@"a card's token has 1 to (\d+) letters, digits and (.+)", "stored.no-token"),
            Of(@"a card's label has 1 to (\d+) characters", "stored.no-label"),
            Of("a card's label must not have what the card says: .+", "stored.label-says"),
            Of(@"this card is account (\d+)'s(?: until .+)?", "stored.card-taken"),
            Of(@"the reason must be a text of 1 to (\d+) characters", "stored.no-reason"),
            Of($"(?:account|card) .+ is blocked since {Time}", "stored.blocked"),
            Of("(?:account|card) .+ is not blocked", "stored.not-blocked"),
            Of($"card .+ ends at {Time}", "stored.ended"),
            Of(@"bay (.+) is account (\d+)'s(?: until .+|, who has to move out first)", "stored.bay-taken"),
            Of("there is no such (?:bay|card here)", "stored.gone"),
            Of($"account .+ has begun a charge at {Time}: it can only end later", "stored.charging"),
            Of($"account .+ moves in only at {Time}", "stored.moves-in"),
            Of($"station .+ hangs where it does since {Time}: it can only move later", "stored.hangs"),
            Of($"station .+ has a transaction of {Time} with the tenant whom it leaves: it can only move later", "stored.leaves"),
            Of("page, #(\\d+)", "changes.person"),
            Of("prices", "stored.by-itself"),
        ];

        private static readonly Dictionary<string, string> States = new(StringComparer.Ordinal)
        {
            [nameof(ChargeState.Open)] = "charges.state-open",
            [nameof(ChargeState.Billed)] = "charges.state-billed",
            [nameof(ChargeState.Waived)] = "charges.state-waived",
            [nameof(ChargeState.Free)] = "charges.state-free",
            [nameof(ChargeState.Credited)] = "charges.state-credited",
        };

        /// <summary>As it is read; null where there is nothing.</summary>
        internal string? Of(string? words)
        {
            if (words is null)
            {
                return null;
            }

            foreach ((Regex form, string key) in Forms)
            {
                if (form.Match(words) is { Success: true } match)
                {
                    return text.Say(key, [.. match.Groups.Values.Skip(1).Select(group => (object)Times(group.Value))]);
                }
            }

            // A charge's state stands before the reason, which is a person's own.
            string state = words.Split(':')[0];
            return Times(States.TryGetValue(state, out string? known) ? text[known] + words[state.Length..] : words);
        }

        private string Times(string words)
        {
            return Moments().Replace(words, match => InstantPattern.General.Parse(match.Value) is { Success: true } read ? text.Moment(read.Value.ToUnixTimeMilliseconds(), zone) : match.Value);
        }

        private static (Regex Form, string Key) Of(string form, string key)
        {
            return (new Regex($"^{form}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), key);
        }

        [GeneratedRegex(Time, RegexOptions.CultureInvariant)]
        private static partial Regex Moments();
    }
}

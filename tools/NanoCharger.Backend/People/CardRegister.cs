using System;
using System.IO;
using System.Linq;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Who may charge by which card, and who pays for it since when. Nothing is said of a time that has passed: what began then is billed already.</summary>
    internal sealed class CardRegister(PlatformContext context, TokenDigest tokens, ITrail trail, By by) : ResidencyDesk(context, trail, by)
    {
        private const int LongestToken = 36;
        private const int LongestLabel = 100;
        private const string Signs = "*-_=:+|@.";

        /// <summary>Gives an account a card.</summary>
        /// <returns>The card's number.</returns>
        /// <exception cref="InvalidDataException">It is somebody's then.</exception>
        internal long Add(long account, string token, string label, long? fromMs = null)
        {
            Refuse(token.Length is 0 or > LongestToken || !token.All(letter => char.IsAsciiLetterOrDigit(letter) || Signs.Contains(letter, StringComparison.Ordinal)), "refused.token", LongestToken, Signs);
            string name = Label(label);
            Refuse(name.Contains(token, StringComparison.OrdinalIgnoreCase), "refused.label-says");
            return Put(Resident(account), tokens.Of(token), name, fromMs).Id;
        }

        /// <summary>Another word for a card. The trail does not say which.</summary>
        internal void Rename(long card, string label)
        {
            string name = Label(label);
            CardRow row = Card(card);
            Refuse(tokens.Of(name) == row.Digest, "refused.label-says");
            row.Label = name;
            Save();
            Tell(row.TenantId, "card renamed", Words(row));
        }

        /// <summary>Ends a card: it charges for nobody from then on.</summary>
        internal void End(long card, long? atMs = null)
        {
            CardRow row = Card(card);
            long at = Later(atMs);
            Refuse(row.ToMs <= at, "refused.card-ends", row.Id, row.Account, new Moment(row.ToMs ?? 0));
            row.ToMs = Math.Max(row.FromMs, at);
            Save();
            Tell(row.TenantId, "card ended", Words(row), to: At(at));
        }

        /// <summary>Another account pays for a card from a moment on.</summary>
        /// <returns>The number that it has since.</returns>
        internal long Pass(long card, long account, long? atMs = null)
        {
            CardRow row = Card(card);
            ResidentRow to = Resident(account);
            Refuse(to.TenantId != row.TenantId, "refused.account-elsewhere", account);
            Refuse(row.BlockedMs is not null, "refused.card-is-blocked", row.Id, row.Account);
            long at = Later(atMs);
            Refuse(row.ToMs <= at || row.FromMs > at, "refused.card-does-not-charge", row.Id, row.Account);
            row.ToMs = at;
            Save();
            return Put(to, row.Digest, row.Label, at).Id;
        }

        /// <summary>A card does not charge from now on.</summary>
        internal void Block(long card, string reason)
        {
            string why = Reason(reason);
            CardRow row = Card(card);
            Refuse(row.BlockedMs is not null, "refused.card-blocked-since", row.Id, row.Account, new Moment(row.BlockedMs ?? 0));
            (row.BlockedMs, row.BlockedWhy) = (By.NowMs, why);
            Save();
            Tell(row.TenantId, "card blocked", Words(row));
        }

        /// <summary>It does again.</summary>
        internal void Unblock(long card)
        {
            CardRow row = Card(card);
            Refuse(row.BlockedMs is null, "refused.card-not-blocked", row.Id, row.Account);
            (row.BlockedMs, row.BlockedWhy) = (null, null);
            Save();
            Tell(row.TenantId, "card unblocked", Words(row));
        }

        /// <summary>The number of a card by what it says: as it is now, else as it was last.</summary>
        /// <exception cref="InvalidDataException">No account has it, or several tenants' have.</exception>
        internal long Find(string token, long? tenant = null)
        {
            string digest = tokens.Of(token);
            var found = Context.Cards.Where(row => row.Digest == digest && (tenant == null || row.TenantId == tenant)).OrderBy(row => row.FromMs).Select(row => new { row.Id, row.TenantId, row.FromMs }).ToList();
            Refuse(found.Count == 0, "refused.no-card");
            Refuse(found.Select(row => row.TenantId).Distinct().Count() > 1, "refused.cards-of-several");
            return (found.LastOrDefault(row => row.FromMs <= By.NowMs) ?? found[^1]).Id;
        }

        private CardRow Put(ResidentRow resident, string digest, string label, long? fromMs)
        {
            long from = Later(fromMs);
            CardRow? other = Context.Cards.Where(row => row.TenantId == resident.TenantId && row.Digest == digest && (row.ToMs == null || row.ToMs > from)).OrderBy(row => row.FromMs).FirstOrDefault();
            if (other is not null)
            {
                throw other.ToMs is { } to ? Refusal.Because("refused.card-taken-until", other.Account, new Moment(to)) : Refusal.Because("refused.card-taken", other.Account);
            }

            CardRow card = Context.Cards.Add(new CardRow { TenantId = resident.TenantId, Digest = digest, Label = label, Account = resident.Account, FromMs = from }).Entity;
            Save();
            Tell(resident.TenantId, "card given", Words(card), to: new Phrase("trail.from", new Moment(from)));
            return card;
        }

        private static string Label(string label)
        {
            string name = label.Trim();
            Refuse(name.Length is 0 or > LongestLabel || name.Any(char.IsControl), "refused.label", LongestLabel);
            return name;
        }

        private CardRow Card(long id)
        {
            CardRow row = Context.Cards.FirstOrDefault(one => one.Id == id) ?? throw Refusal.Because("refused.no-such-card", id);
            Resident(row.Account);
            Context.Entry(row).Reload();
            return row;
        }

        /// <summary>The moment that is meant: now, or one that has not begun.</summary>
        private long Later(long? ms)
        {
            Refuse(ms < By.NowMs, "refused.passed");
            return ms ?? By.NowMs;
        }

        private static Phrase Words(CardRow card)
        {
            return new Phrase("trail.card", card.Id, card.Account);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Web.Own
{
    /// <summary>All that is kept of a resident, by his accounts, as a file for himself: names of fields that no language changes, times in UTC, energy in mWh, money in minor units.</summary>
    internal sealed class OwnData(PlatformContext context, TokenDigest tokens)
    {
        private static readonly JsonSerializerOptions Format = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        /// <summary>The file.</summary>
        /// <param name="residents">His accounts.</param>
        /// <param name="person">Himself, as he signs in.</param>
        internal async Task<byte[]> Of(IReadOnlyList<ResidentRow> residents, Person person)
        {
            List<object> accounts = [];
            foreach (ResidentRow resident in residents)
            {
                accounts.Add(await Account(resident));
            }

            var did = (await context.Changes.AsNoTracking().Where(row => row.PersonId == person.Id).OrderBy(row => row.Id).ToListAsync()).ConvertAll(Change);
            return JsonSerializer.SerializeToUtf8Bytes(new
            {
                SignIn = new { person.Name, Mail = person.Email, person.Language, Added = Time(person.AddedMs), LockedUntil = Time(person.LockedUntilMs), SecondStep = person.TotpKey is not null },
                Did = did,
                Accounts = accounts,
            }, Format);
        }

        private async Task<object> Account(ResidentRow resident)
        {
            long account = resident.Account;
            List<CardRow> cards = await context.Cards.AsNoTracking().Where(row => row.Account == account).OrderBy(row => row.Id).ToListAsync();
            List<string> digests = [.. cards.Select(card => card.Digest).Distinct()];

            // What is told for a card is told to whoever has had it last.
            List<string> told = digests.FindAll(digest => context.Cards.Where(card => card.Digest == digest).OrderByDescending(card => card.FromMs).Select(card => card.Account).First() == account);
            List<string> named = [new Phrase("trail.account", account).Stored(), .. cards.Select(card => new Phrase("trail.card", card.Id, account).Stored())];
            return new
            {
                Number = account,
                resident.Name,
                resident.Mail,
                resident.Address,
                resident.Iban,
                resident.Language,
                resident.MailsCharged,
                resident.MailsFailed,
                Blocked = Time(resident.BlockedMs),
                resident.BlockedWhy,
                Bays = (await context.Tenancies.Where(row => row.Account == account).Join(context.Bays, row => row.BayId, bay => bay.Id, (row, bay) => new { bay.Name, row.FromMs, row.ToMs }).ToListAsync())
                    .ConvertAll(row => new { row.Name, From = Time(row.FromMs), To = Time(row.ToMs) }),
                Cards = cards.ConvertAll(row => new { Number = row.Id, row.Label, row.Digest, From = Time(row.FromMs), To = Time(row.ToMs), Blocked = Time(row.BlockedMs), row.BlockedWhy }),
                Departures = await context.Departures.Where(row => row.Account == account).OrderBy(row => row.Weekday).Select(row => new { row.Weekday, row.LeavesMinute, row.WattHours }).ToListAsync(),
                Charges = await Charges(account),
                Transactions = await Transactions(account),
                Documents = await Documents(account),
                Messages = await Messages(account),
                PricesTold = await context.Told.Where(row => told.Contains(row.Token)).Join(context.Stations, row => row.StationId, one => one.Id, (row, one) => new { Station = one.Name, row.Line }).ToListAsync(),
                Starts = Starts(cards),
                Changes = (await context.Changes.AsNoTracking().Where(row => row.Subject != null && named.Contains(row.Subject)).OrderBy(row => row.Id).ToListAsync()).ConvertAll(Change),
            };
        }

        private async Task<object> Charges(long account)
        {
            ILookup<long, BillRow> bills = (await context.Bills.AsNoTracking().Where(row => context.Charges.Any(charge => charge.Id == row.ChargeId && charge.Account == account)).OrderBy(row => row.Number).ToListAsync()).ToLookup(row => row.ChargeId);
            return (await context.Charges.AsNoTracking().Where(row => row.Account == account).OrderBy(row => row.Id).ToListAsync())
                .ConvertAll(row => new { Number = row.Id, row.State, row.Reason, Settled = Time(row.SettledMs), Bills = bills[row.Id].Select(bill => JsonNode.Parse(bill.Text)) });
        }

        private async Task<object> Transactions(long account)
        {
            return (await context.Transactions.AsNoTracking().Where(row => row.Account == account).OrderBy(row => row.StationId).ThenBy(row => row.KeyNumber).ThenBy(row => row.StartCameMs)
                .Join(context.Stations, row => row.StationId, one => one.Id, (row, one) => new { Row = row, one.Name }).ToListAsync())
                .ConvertAll(one => new
                {
                    Station = one.Name, one.Row.Id, Charge = one.Row.ChargeId, Begin = Time(one.Row.StartedMs), End = Time(one.Row.EndedMs), BeginCame = Time(one.Row.StartCameMs), EndCame = Time(one.Row.EndCameMs),
                    BeginRegister = one.Row.BeginMwh, EndRegister = one.Row.EndMwh, one.Row.StoppedReason, one.Row.Meter, one.Row.Customer, one.Row.EnergyProblem, one.Row.TimeProblem, one.Row.Held, one.Row.Withheld,
                });
        }

        private async Task<object> Documents(long account)
        {
            return await context.Documents.Where(row => context.Transactions.Any(of => of.Account == account && of.StationId == row.StationId && of.KeyNumber == row.KeyNumber && of.Id == row.TransactionId))
                .OrderBy(row => row.StationId).ThenBy(row => row.KeyNumber).ThenBy(row => row.Number).Select(row => new { Transaction = row.TransactionId, row.Text }).ToListAsync();
        }

        /// <summary>What stations have said of his transactions, as it came.</summary>
        private async Task<object> Messages(long account)
        {
            return (await context.Events.AsNoTracking().Where(row => context.Transactions.Any(of => of.Account == account && of.StationId == row.StationId && of.KeyNumber == row.KeyNumber && of.Id == row.TransactionId))
                .OrderBy(row => row.CameMs).Select(row => new { row.TransactionId, row.CameMs, row.Frame }).ToListAsync())
                .ConvertAll(row => new { Transaction = row.TransactionId, Came = Time(row.CameMs), Text = Encoding.UTF8.GetString(row.Frame) });
        }

        /// <summary>Starts from afar for one of his cards, while it was his.</summary>
        private List<object> Starts(List<CardRow> cards)
        {
            ILookup<string, CardRow> his = cards.ToLookup(card => card.Digest);
            return [.. context.Calls.AsNoTracking().Where(row => row.Action == StationWishes.RequestStart).OrderBy(row => row.StoredMs).AsEnumerable()
                .Where(row => his[tokens.Of(Redaction.StartedBy(row.Payload))].Any(card => card.FromMs <= row.StoredMs && (card.ToMs is null || card.ToMs > row.StoredMs))).Select(row => new { Stored = Time(row.StoredMs), row.Payload })];
        }

        private static object Change(ChangeRow row)
        {
            return new { At = Time(row.AtMs), row.Kind, row.Subject, row.Before, row.After };
        }

        private static DateTime? Time(long? ms)
        {
            return ms is { } at ? DateTime.SpecifyKind(TransactionRows.ToTime(at), DateTimeKind.Utc) : null;
        }
    }
}

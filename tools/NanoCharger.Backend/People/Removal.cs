using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Stations;
using NanoCharger.Verify;

namespace NanoCharger.Backend.People
{
    /// <summary>Removes a person with all that names him: frames, documents, cards, and last himself. A step is one unit of work; it is said again until nothing is left, so an interruption costs nothing.</summary>
    /// <remarks>What refers to him goes before what he is known by. Of each thing its digest stays, by which the audit tells it from what was deleted.</remarks>
    internal sealed class Removal(PlatformContext context, TokenDigest tokens, long account, long nowMs)
    {
        /// <summary>Things of one step, each with a row of its own that says so.</summary>
        private const int Most = 16;

        /// <summary>A card says four bytes at least, as hex digits.</summary>
        private const int ShortestToken = 6;

        private long _tenant;
        private int _rows;

        /// <summary>Whether something of an account is here that names its person.</summary>
        internal static bool IsLeft(PlatformContext context, long account)
        {
            return Documents(context, account).Any() || Events(context, account).Any();
        }

        /// <summary>Removes some of it.</summary>
        /// <returns>The rows that were changed; 0 where nothing was left.</returns>
        internal int Step()
        {
            _tenant = context.Payers.Where(row => row.Id == account).Select(row => row.TenantId).First();
            Hold();
            HashSet<string> named = Tokens();
            if (Refusals(named) || Calls(named) || Events() || Told(named) || Documents() || Transactions())
            {
                context.SaveChanges();
                return _rows;
            }

            return Person();
        }

        private static IQueryable<EventRow> Events(PlatformContext context, long account)
        {
            return context.Events.AsNoTracking().Where(row => context.Transactions.Any(of => of.Account == account && of.StationId == row.StationId && of.KeyNumber == row.KeyNumber && of.Id == row.TransactionId)
                && !context.Erasures.Any(gone => gone.Kind == nameof(ErasureKind.Event) && gone.StationId == row.StationId && gone.KeyNumber == row.KeyNumber && gone.Digest == row.Hash));
        }

        private static IQueryable<DocumentRow> Documents(PlatformContext context, long account)
        {
            return context.Documents.AsNoTracking().Where(row => context.Transactions.Any(of => of.Account == account && of.StationId == row.StationId && of.KeyNumber == row.KeyNumber && of.Id == row.TransactionId)
                && !context.Erasures.Any(gone => gone.Kind == nameof(ErasureKind.Document) && gone.StationId == row.StationId && gone.KeyNumber == row.KeyNumber && gone.Number == row.Number));
        }

        /// <summary>Whoever stores something of one of his stations waits, and reads it anew.</summary>
        private void Hold()
        {
            List<long> stations = context.Transactions.Where(row => row.Account == account).Select(row => row.StationId).Distinct().OrderBy(id => id).ToList();
            foreach (long station in stations)
            {
                context.Stations.Where(row => row.Id == station).ExecuteUpdate(set => set.SetProperty(row => row.Revision, row => row.Revision + 1));
            }

            if (context is PostgresPlatform && context.Database.CurrentTransaction is not null)
            {
                context.Database.ExecuteSql($"SELECT 1 FROM tenants WHERE id = {_tenant} FOR NO KEY UPDATE");
            }
        }

        /// <summary>What his cards say, by the documents and frames that are still here.</summary>
        private HashSet<string> Tokens()
        {
            HashSet<string> named = new(StringComparer.OrdinalIgnoreCase);
            foreach (string text in Documents(context, account).Select(row => row.Text))
            {
                named.Add(OcmfVerifier.Read(text).Identification);
            }

            foreach (byte[] frame in Events(context, account).Where(row => row.Token != null).Select(row => row.Frame))
            {
                named.Add(TokenOf(frame) ?? "");
            }

            named.Remove("");
            named.Remove(Redaction.TokenOf(account));
            return named;
        }

        private static string? TokenOf(byte[] frame)
        {
            using OcppFrame read = OcppFrame.Read(frame);
            return read.Problem is null && read.Payload.ValueKind == JsonValueKind.Object && read.Payload.TryGetProperty("idToken", out JsonElement token)
                && token.ValueKind == JsonValueKind.Object && token.TryGetProperty("idToken", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        }

        /// <summary>Those that name one of his cards or transactions, wherever in his tenant's houses.</summary>
        private bool Refusals(HashSet<string> named)
        {
            List<CardRow> cards = Cards();
            HashSet<(long, string)> transactions = [.. context.Transactions.Where(row => row.Account == account).Select(row => new { row.StationId, row.Id }).AsEnumerable().Select(row => (row.StationId, row.Id))];
            foreach (RefusalRow row in context.Refusals.AsNoTracking().Where(row => row.TenantId == _tenant && !context.Erasures.Any(gone => gone.Kind == nameof(ErasureKind.Refusal)
                && gone.StationId == row.StationId && gone.KeyNumber == row.KeyNumber && gone.Digest == row.Hash)).AsEnumerable()
                .Where(row => Redaction.Names(row.Frame, named.Where(token => token.Length >= ShortestToken && IsMine(cards, tokens.Of(token), row.CameMs)).ToList()) || transactions.Contains((row.StationId, TransactionOf(row.Frame)))).Take(Most).ToList())
            {
                Gone(ErasureKind.Refusal, row.StationId, row.KeyNumber, 0, row.Hash);
                _rows += context.Refusals.Where(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.Hash == row.Hash)
                    .ExecuteUpdate(set => set.SetProperty(one => one.Frame, Array.Empty<byte>()).SetProperty(one => one.SettledMs, one => one.SettledMs ?? nowMs));
            }

            return _rows > 0;
        }

        private List<CardRow> Cards()
        {
            return context.Cards.AsNoTracking().Where(row => row.TenantId == _tenant).ToList();
        }

        /// <summary>What a card says that somebody else has since is his no more; what is too short to be a card's is in every frame.</summary>
        private bool IsMine(List<CardRow> cards, string digest, long atMs)
        {
            return cards.TrueForAll(card => card.Account == account || card.Digest != digest)
                || cards.Exists(card => card.Account == account && card.Digest == digest && card.FromMs <= atMs && (card.ToMs is null || atMs < card.ToMs));
        }

        /// <summary>Starts from afar for one of his cards: the account stands in the place of the token. One that still waits is not sent any more.</summary>
        private bool Calls(HashSet<string> named)
        {
            List<CardRow> cards = Cards();
            HashSet<string> his = [.. cards.Where(card => card.Account == account).Select(card => card.Digest), .. named.Select(tokens.Of)];
            string own = Redaction.TokenOf(account);
            foreach ((CallRow row, string token) in context.Calls.AsNoTracking().Where(row => row.TenantId == _tenant && row.Action == StationWishes.RequestStart).AsEnumerable()
                .Select(row => (row, Redaction.StartedBy(row.Payload))).Where(one => one.Item2 != own && his.Contains(tokens.Of(one.Item2)) && IsMine(cards, tokens.Of(one.Item2), one.row.StoredMs)).Take(Most).ToList())
            {
                string left = row.Payload.Replace($"\"idToken\":\"{token}\"", $"\"idToken\":\"{own}\"", StringComparison.Ordinal);
                _rows += context.Calls.Where(one => one.StationId == row.StationId && one.Number == row.Number)
                    .ExecuteUpdate(set => set.SetProperty(one => one.Payload, left).SetProperty(one => one.EndedMs, one => one.EndedMs ?? nowMs).SetProperty(one => one.Error, one => one.EndedMs == null ? "erased" : one.Error));
            }

            return _rows > 0;
        }

        private static string TransactionOf(byte[] frame)
        {
            using OcppFrame read = OcppFrame.Read(frame);
            return read.Problem is null && read.Payload.ValueKind == JsonValueKind.Object && read.Payload.TryGetProperty("transactionInfo", out JsonElement info)
                && info.ValueKind == JsonValueKind.Object && info.TryGetProperty("transactionId", out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "";
        }

        private bool Events()
        {
            foreach (EventRow row in Events(context, account).Take(Most).ToList())
            {
                Gone(ErasureKind.Event, row.StationId, row.KeyNumber, row.Sequence, row.Hash);
                _rows += context.Events.Where(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.TransactionId == row.TransactionId && one.Sequence == row.Sequence && one.Signed == row.Signed)
                    .ExecuteUpdate(set => set.SetProperty(one => one.Frame, Array.Empty<byte>()).SetProperty(one => one.Token, (string?)null));
            }

            return _rows > 0;
        }

        /// <summary>The prices that his cards were told, under his account's name: his bills stand on them. Under the card's they stay only where it is somebody else's now.</summary>
        private bool Told(HashSet<string> named)
        {
            string own = tokens.Of(Redaction.TokenOf(account));
            List<string> digests = [.. context.Cards.Where(row => row.Account == account).Select(row => row.Digest).Distinct(), .. named.Select(tokens.Of)];
            List<string> others = context.Cards.Where(row => row.Account != account && digests.Contains(row.Digest)).Select(row => row.Digest).ToList();
            foreach (ToldRow row in context.Told.AsNoTracking().Where(row => digests.Contains(row.Token) && row.Token != own && row.TenantId == _tenant
                && (!others.Contains(row.Token) || !context.Told.Any(one => one.StationId == row.StationId && one.Line == row.Line && one.Token == own))).Take(Most).ToList())
            {
                if (!context.Told.Any(one => one.StationId == row.StationId && one.Line == row.Line && one.Token == own))
                {
                    context.Told.Add(new ToldRow { StationId = row.StationId, Token = own, Line = row.Line, TenantId = row.TenantId, Tariff = row.Tariff });
                    _rows += context.SaveChanges();
                }

                if (!others.Contains(row.Token))
                {
                    _rows += context.Told.Where(one => one.StationId == row.StationId && one.Line == row.Line && one.Token == row.Token).ExecuteDelete();
                }
            }

            return _rows > 0;
        }

        private bool Documents()
        {
            foreach (DocumentRow row in Documents(context, account).Take(Most).ToList())
            {
                string left = Redaction.Of(row.Text, account);
                Gone(ErasureKind.Document, row.StationId, row.KeyNumber, row.Number, SHA256.HashData(Encoding.UTF8.GetBytes(row.Text)), SHA256.HashData(Encoding.UTF8.GetBytes(left)));
                _rows += context.Documents.Where(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.Number == row.Number).ExecuteUpdate(set => set.SetProperty(one => one.Text, left));
            }

            return _rows > 0;
        }

        private bool Transactions()
        {
            string own = Billing.Bill.NameOf(account);
            foreach (TransactionRow row in context.Transactions.AsNoTracking().Where(row => row.Account == account && row.Customer != own).Take(Most).ToList())
            {
                _rows += context.Transactions.Where(one => one.StationId == row.StationId && one.KeyNumber == row.KeyNumber && one.Id == row.Id).ExecuteUpdate(set => set.SetProperty(one => one.Customer, own));
            }

            return _rows > 0;
        }

        /// <summary>Himself, and by what he was known. Of a name no digest stays: who has it could find him by trying.</summary>
        private int Person()
        {
            context.Cards.Where(row => row.Account == account).ExecuteDelete();
            context.Tenancies.Where(row => row.Account == account).ExecuteDelete();
            context.Departures.Where(row => row.Account == account).ExecuteDelete();
            int gone = context.Residents.IgnoreQueryFilters([ResidentsModel.ShownFilter]).Where(row => row.Account == account).ExecuteDelete();
            if (gone > 0)
            {
                Gone(ErasureKind.Person, 0, 0, 0, []);
            }

            context.SaveChanges();
            return _rows + gone;
        }

        private void Gone(ErasureKind kind, long station, int key, long number, byte[] digest, byte[]? remains = null)
        {
            context.Erasures.Add(new ErasureRow
            {
                TenantId = _tenant, Account = account, Kind = kind.ToString(), StationId = station, KeyNumber = key, Number = number, Digest = digest, Remains = remains ?? [], AtMs = nowMs,
            });
            _rows++;
        }
    }
}

using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Guests;
using NanoCharger.Backend.Payments;
using NanoCharger.Testing.Payments;
using NanoCharger.Verify;
using NanoCharger.Web.Tests.Cards;
using Xunit;

namespace NanoCharger.Web.Tests.Stories
{
    /// <summary>A street whose house takes guests by card, with the provider beside it; none of its cars shows a card.</summary>
    internal sealed class CardStreet : IAsyncDisposable
    {
        private readonly ProviderServer _server;
        private readonly Window _desk;

        private CardStreet(ProviderServer server, Street street, Window desk)
        {
            (_server, Street, _desk) = (server, street, desk);
            House = new House(street, desk);
        }

        internal Street Street { get; }

        internal House House { get; }

        internal ProviderServer Server => _server;

        /// <summary>The newest checkout.</summary>
        internal CheckoutRow Checkout => Street.Host.Ask(context => context.Checkouts.AsNoTracking().OrderBy(row => row.Id).Last());

        /// <summary>Its hold; null where nobody has wanted to pay.</summary>
        internal HoldRow? Hold => Street.Host.Ask(context => context.Holds.AsNoTracking().FirstOrDefault(row => row.CheckoutId == Checkout.Id));

        /// <summary>The first day is done, and guests are taken.</summary>
        /// <param name="browser">Whose windows.</param>
        /// <param name="cars">How many cars come.</param>
        /// <param name="accounts">Each manager has an account of his own with the provider.</param>
        internal static async Task<CardStreet> Open(Chromium browser, int cars, bool accounts = false)
        {
            TimeProvider? clock = null;
            ProviderServer server = new(() => clock?.GetUtcNow() ?? DateTimeOffset.UnixEpoch);
            Street street = await Street.Open(browser, Look.All[0], (builder, time) =>
            {
                clock = time;
                CardYard.Use(builder, server, accounts);
            }, [.. Enumerable.Repeat("", cars)]);
            CardStreet opened = new(server, street, await street.Look());
            await opened.House.FirstDay();
            await opened.House.TakeGuests("Card");
            return opened;
        }

        /// <summary>Somebody comes with a phone.</summary>
        internal async Task<Guest> Guest()
        {
            return new Guest(Street, await Phone(), _desk, phone: Phone);
        }

        /// <summary>The bay goes on by seconds until something holds: calls come by the broker, in its own time.</summary>
        /// <param name="from">From when on, in the bay's seconds.</param>
        /// <param name="holds">What.</param>
        /// <param name="step">So many seconds at a time.</param>
        /// <param name="longest">And so many at most.</param>
        internal async Task Until(double from, Func<bool> holds, double step, double longest)
        {
            for (double seconds = 0; !holds() && seconds <= longest; seconds += step)
            {
                await Street.Bay.Until(from + seconds);
                await Task.Delay(50);
            }

            for (int looks = 0; !holds() && looks < 100; looks++)
            {
                // What it was asked by then it does in its own time.
                await Task.Delay(100);
            }

            Assert.True(holds(), string.Join('\n', Street.Host.Log.TakeLast(20)));
        }

        /// <summary>All that was asked for is true of it: charged, and taken to the cent what its signed receipt says.</summary>
        /// <returns>How much that is, and the number of the charge.</returns>
        internal (long Minor, long Charge) IsTaken(decimal price)
        {
            HoldRow hold = Hold!;
            Moved moved = _server.MovedOf(hold.Session!);
            long minor = OfReceipt(hold.ChargeId!.Value, price);
            Assert.True(minor > 50, $"{minor}");
            Assert.Equal((nameof(HoldState.Captured), nameof(CheckoutState.Billed)), (hold.State, Checkout.State));
            Assert.Equal(new Moved(hold.AmountMinor, minor, 0, hold.AmountMinor - minor, 0), moved);
            Assert.Equal(minor, Street.Host.Ask(context => context.Bills.AsNoTracking().Single(row => row.ChargeId == hold.ChargeId).GrossMinor));
            return (minor, hold.ChargeId.Value);
        }

        /// <summary>Signatures hold, books balance, and money has moved as they say.</summary>
        internal async Task IsSound()
        {
            Assert.DoesNotContain(Street.Audit(), finding => finding.Code != "between-transactions");
            Assert.Empty(await Street.Bay.End());
        }

        /// <summary>What a charge costs by what its charger has signed, reckoned here.</summary>
        private long OfReceipt(long charge, decimal price)
        {
            (string text, string hex) = Street.Host.Ask(context => (from part in context.Transactions
                                                                    join row in context.Documents on new { part.StationId, part.KeyNumber, Number = part.Receipt } equals new { row.StationId, row.KeyNumber, Number = (long?)row.Number }
                                                                    join key in context.Keys on new { part.StationId, Number = part.KeyNumber } equals new { key.StationId, key.Number }
                                                                    where part.ChargeId == charge
                                                                    select new ValueTuple<string, string>(row.Text, key.PublicKey)).Single());
            Verdict verdict = OcmfVerifier.Verify(Encoding.UTF8.GetBytes(text), StationKey.Read(hex, out _)!);
            Assert.True(verdict.Valid);

            // Up to a whole Wh, once; then to the cent.
            decimal wattHours = Math.Ceiling(verdict.Document!.EnergyMilliwattHours!.Value / 1000m);
            return (long)Math.Round(wattHours * price / 10m, MidpointRounding.AwayFromZero);
        }

        private async Task<Window> Phone()
        {
            Window phone = await Street.Look();
            phone.MayLeaveTo = _server.PageOrigin;
            return phone;
        }

        public async ValueTask DisposeAsync()
        {
            await House.DisposeAsync();
            await Street.DisposeAsync();
            _server.Dispose();
        }
    }
}

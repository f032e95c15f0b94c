using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Web;

namespace NanoCharger.Backend.People
{
    /// <summary>Writes to a resident who wants it when a charge of his is settled. A mail that is lost is written once and not again: the charge stands on his page.</summary>
    internal sealed class ChargeMails(WebData data, Mailer mailer, PublicAddress address) : IHostedService
    {
        /// <inheritdoc/>
        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (mailer.CanPost)
            {
                data.Backend.Settled += Post;
            }

            return Task.CompletedTask;
        }

        /// <inheritdoc/>
        public Task StopAsync(CancellationToken cancellationToken)
        {
            return Task.CompletedTask;
        }

        private void Post(Receipt receipt)
        {
            mailer.Post(_ => Write(receipt));
        }

        /// <summary>The letter; null where he wants none, or nobody signs in for the account.</summary>
        internal async Task<Letter?> Write(Receipt receipt)
        {
            bool failed = receipt.Rated?.Waived == Rater.BelowLeastEnergy;
            if (receipt.Rated is not { } rated || (rated.Waived is not null && !failed))
            {
                return null;
            }

            using PlatformContext context = data.Context(null);
            BilledTransaction of = receipt.Transaction;
            var found = await (from part in context.Transactions
                               join station in context.Stations on part.StationId equals station.Id
                               join charge in context.Charges on part.ChargeId equals charge.Id
                               join resident in context.Residents on charge.Account equals resident.Account
                               join person in context.People on resident.PersonId equals person.Id
                               where part.Id == of.Id && part.KeyNumber == of.Series && station.Name == of.Station && (failed ? resident.MailsFailed : resident.MailsCharged)
                               select new { charge.Id, charge.TenantId, person.Name, person.Email, Begin = part.StartedMs ?? part.StartCameMs ?? charge.LastCameMs }).FirstOrDefaultAsync();
            if (found?.Email is null)
            {
                return null;
            }

            using PlatformContext his = data.Context(found.TenantId);
            Language text = await MailLanguage.Of(context, found.Email, found.TenantId);
            string begin = text.Moment(found.Begin, await Houses.Clock(his));
            string link = address.Of(FormattableString.Invariant($"/mine/{found.Id}"));
            string energy = text.Energy(rated.MilliwattHours);
            string cost = text.Money(rated.GrossMinor, (receipt.Bill?.Tariff ?? of.Tariff).Currency);
            return failed ? new Letter(found.Email, text["mine.failed-subject"], text.Say("mine.failed-mail", found.Name, begin, energy, link))
                : new Letter(found.Email, text.Say("mine.charged-subject", energy), text.Say("mine.charged-mail", found.Name, begin, energy, cost, link));
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Testing.Payments
{
    /// <summary>Who has what with the provider: the platform, and each manager's account.</summary>
    internal sealed class ProviderMoney
    {
        /// <summary>What a dispute costs, minor units, whoever wins.</summary>
        internal const long DisputeFee = 2000;

        /// <summary>The platform's own name among the owners.</summary>
        private const string Platform = "";

        private readonly Dictionary<(string Owner, string Currency), long> _has = [];

        /// <summary>What somebody has.</summary>
        /// <param name="account">The account; null for the platform.</param>
        /// <param name="currency">In lower case, as the API writes it.</param>
        internal long Of(string? account, string currency)
        {
            return _has.GetValueOrDefault((account ?? Platform, currency));
        }

        /// <summary>What the platform has, by currency.</summary>
        internal IEnumerable<KeyValuePair<string, long>> OfPlatform()
        {
            return _has.Where(one => one.Key.Owner == Platform).Select(one => KeyValuePair.Create(one.Key.Currency, one.Value));
        }

        /// <summary>The least that can be charged, minor units.</summary>
        internal static long Least(string currency)
        {
            return currency switch
            {
                "gbp" => 30,
                "dkk" => 250,
                "nok" or "sek" => 300,
                "pln" => 200,
                "czk" => 1500,
                _ => 50,
            };
        }

        /// <summary>What the provider keeps: 1.5 % and 25 cents.</summary>
        internal static long FeeOf(long amount)
        {
            return ((amount * 15) + 500) / 1000 + 25;
        }

        /// <summary>What was captured comes in, less the provider's fee; a manager's share goes on to him, and the platform's fee comes back.</summary>
        internal void Take(ProviderRecords.Charge charge, DateTimeOffset now)
        {
            ProviderRecords.Intent intent = charge.Intent;
            charge.Paid = (ProviderRecords.Id("txn_"), FeeOf(charge.Captured), now);
            Add(charge, Platform, charge.Captured - charge.Paid.Value.Fee);
            if (intent.Page.Destination is not { } manager)
            {
                return;
            }

            charge.Transfer = ProviderRecords.Id("tr_");
            Move(charge, Platform, manager, charge.Captured);
            if (intent.Fee is { } fee)
            {
                charge.ApplicationFee = ProviderRecords.Id("fee_");
                Move(charge, manager, Platform, fee);
            }
        }

        /// <summary>Money goes back to the guest; the provider keeps his fee.</summary>
        internal void GiveBack(ProviderRecords.Charge charge, long amount, bool reverses, bool withFee)
        {
            Add(charge, Platform, -amount);
            if (reverses)
            {
                Move(charge, charge.Intent.Page.Destination!, Platform, amount);
            }

            if (withFee)
            {
                Move(charge, Platform, charge.Intent.Page.Destination!, charge.Intent.Fee!.Value * amount / charge.Captured);
            }
        }

        /// <summary>A dispute takes the money out, and costs.</summary>
        internal void Withdraw(ProviderRecords.Charge charge)
        {
            Add(charge, Platform, -charge.Captured - DisputeFee);
        }

        /// <summary>What had gone comes back: a dispute was won, or a refund has failed.</summary>
        internal void Restore(ProviderRecords.Charge charge, long amount)
        {
            Add(charge, Platform, amount);
        }

        private void Move(ProviderRecords.Charge charge, string from, string to, long amount)
        {
            Add(charge, from, -amount);
            Add(charge, to, amount);
        }

        private void Add(ProviderRecords.Charge charge, string owner, long amount)
        {
            (string, string) key = (owner, charge.Intent.Page.Currency);
            _has[key] = _has.GetValueOrDefault(key) + amount;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>What happens at a station.</summary>
    public enum MonthEvent
    {
        /// <summary>A charge.</summary>
        Charge,

        /// <summary>A charge with power cuts in it.</summary>
        Cuts,

        /// <summary>A charge whose receipt never comes.</summary>
        Lost,

        /// <summary>A charge whose receipt does not hold.</summary>
        Forged,

        /// <summary>Energy that no transaction has.</summary>
        Between,

        /// <summary>A charge at another price.</summary>
        Dearer,

        /// <summary>A charge that costs nothing.</summary>
        Gift,

        /// <summary>The last bill is taken back.</summary>
        Credit,

        /// <summary>The last bill is taken back, and issued anew.</summary>
        Rebill,

        /// <summary>The program starts anew.</summary>
        Restart,
    }

    /// <summary>One of them.</summary>
    /// <param name="What">What happens.</param>
    /// <param name="Energy">How much goes through the meter, mWh.</param>
    /// <param name="Times">How often the power is cut.</param>
    public sealed record MonthStep(MonthEvent What, long Energy, int Times);

    /// <summary>Plays a month, and counts what became of the energy by itself: by what was played, not by what is stored.</summary>
    internal sealed class Month : IDisposable
    {
        private const long Least = 100_000;

        private readonly DocumentMaker _maker = new();
        private readonly Stage _stage = new(Stage.Sqlite, options => options with { Tariff = null });
        private readonly Dictionary<long, long> _billed = [];
        private long _register = Said.Begin;
        private long _number;
        private long _between;
        private int _tariffs;

        internal Month(List<MonthStep> steps)
        {
            _stage.Register(_maker.Key);
            Price(0.4m);
            Charge(new MonthStep(MonthEvent.Charge, Least, 1), free: false);
            steps.ForEach(Play);
            _stage.Clock.Now = _stage.Clock.Now.AddHours(1);
            Settle();
        }

        /// <summary>What became of the energy.</summary>
        internal Dictionary<EnergyUse, long> Energy { get; } = Enum.GetValues<EnergyUse>().ToDictionary(use => use, _ => 0L);

        public void Dispose()
        {
            _stage.Dispose();
            _maker.Dispose();
        }

        internal AuditReport Audit()
        {
            return new Auditor(_stage.Database).Run();
        }

        /// <summary>Bills that were not taken back.</summary>
        internal List<BillRow> Standing()
        {
            List<BillRow> all = _stage.All<BillRow>();
            return all.Where(row => row.Credits == 0 && !all.Exists(note => note.TenantId == row.TenantId && note.Credits == row.Number)).ToList();
        }

        private void Play(MonthStep step)
        {
            switch (step.What)
            {
                case MonthEvent.Between:
                    _between += step.Energy;
                    _register += step.Energy;
                    break;
                case MonthEvent.Credit or MonthEvent.Rebill:
                    TakeBack(step.What == MonthEvent.Rebill);
                    break;
                case MonthEvent.Restart:
                    _stage.Restart();
                    break;
                case MonthEvent.Dearer or MonthEvent.Gift:
                    Price(step.What == MonthEvent.Gift ? 0 : 0.4m + (step.Times * 0.1m));
                    Charge(step, step.What == MonthEvent.Gift);
                    Price(0.4m);
                    break;
                default:
                    Charge(step, free: false);
                    break;
            }
        }

        private void Charge(MonthStep step, bool free)
        {
            Energy[EnergyUse.Between] += _between;
            _between = 0;
            int parts = step.What == MonthEvent.Cuts ? step.Times + 1 : 1;
            long begin = _register;
            for (int part = 1; part <= parts; part++)
            {
                (string id, long from) = ($"T{_number + 1}", _register);
                _stage.Say(Begun(id));
                _register = from + step.Energy;
                string receipt = Ended(id, from, _register, part < parts ? "P" : "E", step.What == MonthEvent.Forged);
                if (step.What != MonthEvent.Lost)
                {
                    _stage.Say(receipt);
                }
            }

            if (step.What is MonthEvent.Lost or MonthEvent.Forged)
            {
                Confirm(step.What == MonthEvent.Forged ? EnergyUse.Refused : EnergyUse.Open, _register - begin);
                return;
            }

            Book(_register - begin, free);
        }

        /// <summary>How far the energy went that no receipt has is seen with the next document.</summary>
        private void Confirm(EnergyUse use, long energy)
        {
            Energy[use] += energy;
            Charge(new MonthStep(MonthEvent.Charge, Least, 1), free: false);
        }

        /// <summary>A charge is settled by what is known of it.</summary>
        private void Book(long energy, bool free)
        {
            int before = _stage.All<BillRow>().Count;
            Settle();
            Energy[energy < Least ? EnergyUse.Waived : free ? EnergyUse.Free : EnergyUse.Billed] += energy;
            if (energy >= Least && !free)
            {
                BillRow bill = _stage.All<BillRow>().OrderBy(row => row.Number).Skip(before).Single();
                _billed[bill.ChargeId] = energy;
            }
        }

        private void TakeBack(bool anew)
        {
            if (_billed.Count == 0)
            {
                return;
            }

            long charge = _billed.Keys.Max();
            _stage.Do(context => Move(context, charge, ChargeEvent.Credit));
            if (anew)
            {
                _stage.Do(context => Move(context, charge, ChargeEvent.Rebill));
                return;
            }

            Energy[EnergyUse.Billed] -= _billed[charge];
            Energy[EnergyUse.Waived] += _billed[charge];
            _billed.Remove(charge);
        }

        private int Move(PlatformContext context, long charge, ChargeEvent what)
        {
            new ChargeDesk(context, Rules, Now).Move(charge, what, "a gift");
            return 1;
        }

        private void Settle()
        {
            using Biller biller = new(() => _stage.Database.Context(), _stage.Engine.Write, Rules, _stage.Clock, _stage.Log.Enqueue);
            biller.Run().GetAwaiter().GetResult();
        }

        private BillingRules Rules => new() { Seller = "House Ltd", Site = "Yard", Market = Market.Default, HeardOf = _ => new Heard(Now) };

        private long Now => _stage.Clock.Now.ToUnixTimeMilliseconds();

        /// <summary>Another version is everyone's price from now on.</summary>
        private void Price(decimal price)
        {
            TariffVersion version = new() { Id = $"v{++_tariffs}", StartFee = price > 0 ? 0.5m : 0, PerKilowattHour = price, TaxPercent = 19, TaxIncluded = true };
            _stage.Clock.Now = _stage.Clock.Now.AddMilliseconds(1);
            _stage.Do(context => TariffRegister.Ensure(context, context.Tenants.Single().Id, version, Now));
        }

        private string Begun(string id)
        {
            return Said.Event(id, 0, "Started", _register, _maker.Sign(Told(DocumentMaker.BeginPayload(++_number, _register))), _maker.OcppKey);
        }

        private string Ended(string id, long begin, long end, string cause, bool forged)
        {
            string document = _maker.Sign(Told(DocumentMaker.ReceiptPayload(++_number, begin, end, cause: cause)));
            return Said.Event(id, 1, "Ended", end, forged ? document.Replace("04A1B2", "04A1B3", StringComparison.Ordinal) : document, _maker.OcppKey)
                .Replace("EVDisconnected", cause == "P" ? "PowerLoss" : "EVDisconnected", StringComparison.Ordinal);
        }

        private string Told(string payload)
        {
            TariffRow row = _stage.All<TariffRow>().Single(one => one.Id == $"v{_tariffs}");
            return payload.Replace("\"CT\"", $"\"TT\":\"{TariffText.Of(TransactionRows.TariffOf(row.Text))}\",\"CT\"", StringComparison.Ordinal);
        }
    }
}

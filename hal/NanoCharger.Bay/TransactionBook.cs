using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Bay.Physics;
using NanoCharger.Bay.Rules;
using NanoCharger.Emulation;

namespace NanoCharger.Bay
{
    /// <summary>Knows the true energy between the begin and end records of each transaction.</summary>
    internal sealed class TransactionBook
    {
        private readonly Machine _machine;
        private readonly TrueMeter _meter;
        private readonly StallWatch _stalls;
        private readonly List<TrueTransaction> _transactions;
        private double _energyBefore;
        private double _quietBefore;
        private int _stallsBefore;
        private int _cutsBefore;
        private int _cuts;

        public TransactionBook(Machine machine, TrueMeter meter, StallWatch stalls, List<TrueTransaction> transactions)
        {
            _machine = machine;
            _meter = meter;
            _stalls = stalls;
            _transactions = transactions;
        }

        /// <summary>The open transaction's number as the probe told it; empty for none.</summary>
        public string Open { get; private set; } = "";

        /// <summary>The power was cut, or the chip reset.</summary>
        public void PowerCut()
        {
            _cuts++;
        }

        public void Begin(string id)
        {
            Open = id;
            _energyBefore = _meter.EnergyWh;
            _quietBefore = _meter.QuietSeconds;
            _stallsBefore = _stalls.Count;
            _cutsBefore = _cuts;

            // It has begun when the firmware came to it: a stall, or a flash that takes its time, lies between that and the record.
            _transactions.Add(new TrueTransaction(id, 0, Now - (_stalls.StalledSincePulseNanos / 1e9), double.NaN, 0, 0));
        }

        public void End(string id)
        {
            if (id == Open)
            {
                Update(Now);
                Open = "";
            }
        }

        /// <summary>The newest transaction, up to now while it is open; null where none has begun.</summary>
        public TrueTransaction? Newest()
        {
            Update();
            return _transactions.LastOrDefault();
        }

        /// <summary>Brings the open transaction, if any, up to now.</summary>
        public void Update()
        {
            if (Open.Length > 0)
            {
                Update(double.NaN);
            }
        }

        private double Now
        {
            get { return _machine.NowNanos / 1e9; }
        }

        private void Update(double ended)
        {
            _transactions[^1] = _transactions.Last() with
            {
                EnergyWh = _meter.EnergyWh - _energyBefore,
                EndedSeconds = ended,
                Stalls = _stalls.Count - _stallsBefore,
                PowerCuts = _cuts - _cutsBefore,
                QuietSeconds = _meter.QuietSeconds - _quietBefore,
            };
        }
    }
}

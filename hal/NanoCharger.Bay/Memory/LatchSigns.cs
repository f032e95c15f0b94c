using System;
using NanoCharger.Bay.Physics;
using NanoCharger.Bay.Rules;
using NanoCharger.Emulation;

namespace NanoCharger.Bay.Memory
{
    /// <summary>By what the bay itself saw: which of the latching faults the firmware must know of.</summary>
    /// <remarks>Where something else may have opened the contactor at the same moment, the fault is left out: what the firmware takes it for is then open.</remarks>
    internal sealed class LatchSigns
    {
        /// <summary>A turn that saw it first, one that confirmed it, and one on each side.</summary>
        private const long Confirmed = 4;

        /// <summary>A firmware gives a contactor 1 s to follow. A weld has to last half a second longer, a failure to close ends with the firmware's own opening.</summary>
        private const long FollowNanos = 1_000_000_000;
        private const long WeldNanos = 1_500_000_000;
        private const double HertzBand = 0.02;
        private const long Never = -1;

        private readonly Machine _machine;
        private readonly Plant _plant;
        private readonly TurnCount _turns;
        private readonly SettingsInForce _settings;
        private bool _tripped;
        private long _trippedAt = Never;
        private long _earthAt = Never;
        private long _weldedSince = Never;
        private long _weldedAt;
        private long _drivenSince = Never;
        private long _drivenAt;

        public LatchSigns(Machine machine, Plant plant, TurnCount turns, SettingsInForce settings)
        {
            _machine = machine;
            _plant = plant;
            _turns = turns;
            _settings = settings;
        }

        private bool Charges
        {
            get { return _plant.Pilot.State is 'C' or 'D'; }
        }

        /// <summary>A current tripped the monitor while the contactor was commanded closed, and its output lasted for some turns.</summary>
        public bool Residual()
        {
            bool tripped = _plant.Monitor.Tripped && _plant.Monitor.ByCurrent;
            if (tripped && !_tripped)
            {
                _trippedAt = _plant.Chain.Commanded ? _turns.Count : Never;
            }

            _tripped = tripped;
            return tripped && _trippedAt != Never && _turns.Since(_trippedAt) >= Confirmed;
        }

        /// <summary>The earth went under load, out of an offer to a vehicle that stayed in C or D, and stayed away for some turns.</summary>
        public bool Earth()
        {
            bool lost = !_plant.EarthConnected && Charges && !_plant.Monitor.Tripped;
            bool loaded = _plant.Chain.Commanded && _plant.OutletLive;
            if (!lost || (_earthAt != Never && _turns.Since(_earthAt) <= 1 && !loaded))
            {
                _earthAt = Never;
            }
            else if (_earthAt == Never && loaded && _plant.Pilot.OfferAmps > 0)
            {
                _earthAt = _turns.Count;
            }

            return _earthAt != Never && _turns.Since(_earthAt) >= Confirmed;
        }

        /// <summary>The outlet is live for a second and a half though nobody commands it.</summary>
        public bool Welded()
        {
            if (_plant.Chain.Commanded || !_plant.OutletLive)
            {
                _weldedSince = Never;
            }
            else if (_weldedSince == Never)
            {
                _weldedSince = _machine.NowNanos;
                _weldedAt = _turns.Count;
            }

            return _weldedSince != Never && _machine.NowNanos - _weldedSince >= WeldNanos && _turns.Since(_weldedAt) >= TurnCount.Kept;
        }

        /// <summary>The firmware gave a contactor that did not follow its coil up after a second, out of an offer, with nothing else wrong.</summary>
        public bool FailedToClose()
        {
            bool sound = _plant.Pilot.State == 'C' && !_plant.Pilot.DiodeMissing && _plant.EarthConnected && !_plant.Monitor.Tripped && !_plant.Contactor.Closed && MainsFit();
            if (sound && _plant.Contactor.Driven && _plant.Pilot.OfferAmps > 0)
            {
                if (_drivenSince == Never)
                {
                    _drivenSince = _machine.NowNanos;
                    _drivenAt = _turns.Count;
                }

                return false;
            }

            bool givenUp = sound && !_plant.Contactor.Driven && _plant.Contactor.Cause == "firmware" && _drivenSince != Never
                && _machine.NowNanos - _drivenSince >= FollowNanos && _turns.Since(_drivenAt) >= TurnCount.Kept;
            _drivenSince = Never;
            return givenUp;
        }

        /// <summary>The technician has cleared: an earth that is still away then is no longer one that went under load.</summary>
        public void Cleared()
        {
            _earthAt = Never;
        }

        /// <summary>The chip has stopped: what lasts has to be seen anew.</summary>
        public void Cut()
        {
            _trippedAt = _earthAt = _weldedSince = _drivenSince = Never;
        }

        private bool MainsFit()
        {
            RuleSettings now = _settings.Now;
            double volts = _plant.Mains.Volts / now.NominalVolts;
            double hertz = _plant.Mains.Hertz / now.NominalHertz;
            return volts >= Math.Max(now.Volts.Low, now.ReturnVolts.Low) && volts <= Math.Min(now.Volts.High, now.ReturnVolts.High)
                && Math.Abs(hertz - 1) <= HertzBand && hertz >= now.Hertz.Low && hertz <= now.Hertz.High;
        }
    }
}

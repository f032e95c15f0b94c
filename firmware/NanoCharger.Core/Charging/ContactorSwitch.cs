using NanoCharger.Core.Protection;
using NanoCharger.Hal;

namespace NanoCharger.Core.Charging
{
    /// <summary>The one place that commands the contactor, and what has to hold before it closes.</summary>
    public sealed class ContactorSwitch
    {
        /// <summary>No closing for this long after an opening, so that a fluttering vehicle does not wear the contactor.</summary>
        public const long RecloseMicros = 5_000_000;

        private readonly IContactor _contactor;
        private long _notBeforeMicros;

        /// <summary>Takes over a contactor that is open.</summary>
        public ContactorSwitch(IContactor contactor)
        {
            _contactor = contactor;
        }

        /// <summary>True while the contactor is commanded closed.</summary>
        public bool Closed { get; private set; }

        /// <summary>How often it has closed.</summary>
        public ClosingCount Count { get; } = new ClosingCount();

        /// <summary>Closes. Ask <see cref="MayClose"/> in the same turn.</summary>
        public void Close()
        {
            _contactor.Close();
            if (!Closed)
            {
                Count.Count();
            }

            Closed = true;
        }

        /// <summary>Opens.</summary>
        public void Open(long nowMicros)
        {
            _contactor.Open();
            if (Closed)
            {
                Count.Settle();
            }

            Closed = false;
            _notBeforeMicros = nowMicros + RecloseMicros;
        }

        /// <summary>
        /// True when it has to open at once, under load if it must be: a fault that does not wait; C2 -> B2 or A within 100 ms of the pilot's
        /// move (IEC 61851-1:2017, Table A.6); D without ventilation. Where the interlock was faster, the command follows it: else the contactor would close by itself.
        /// </summary>
        /// <param name="inputs">The turn.</param>
        /// <param name="blind">True when the vehicle's state gives no right to power any more.</param>
        public bool MustOpen(StationInputs inputs, bool blind)
        {
            return inputs.Verdict.Stop >= StopKind.Open || inputs.Departed || blind || !inputs.Sense.InterlockClosed;
        }

        /// <summary>
        /// True when the diode is proven (IEC 61851-1:2017, A.2.2), the protection has passed its tests, the chain agrees, the outlet is
        /// dead, and the times are over that override the 3 s of Table A.6: 5 s after the vehicle ended here; 30 s after a fault and the
        /// random delay after a return of the mains by the verdict.
        /// </summary>
        public bool MayClose(StationInputs inputs)
        {
            return WhyNot(inputs) == NoCurrent.None;
        }

        /// <summary>What keeps it from closing; None for nothing.</summary>
        public NoCurrent WhyNot(StationInputs inputs)
        {
            if (inputs.NowMicros < inputs.Verdict.CloseNotBeforeMicros)
            {
                return NoCurrent.AfterFault;
            }

            if (!inputs.Verdict.MayClose)
            {
                return NoCurrent.ProtectionTest;
            }

            return inputs.NowMicros < _notBeforeMicros ? NoCurrent.Reclosing
                : !inputs.DiodeProven ? NoCurrent.Closing
                : inputs.Sense.HoldArmed && inputs.Sense.InterlockClosed && !inputs.Sense.OutputLive ? NoCurrent.None
                : NoCurrent.ChainOpen;
        }
    }
}

using NanoCharger.Hal;

namespace NanoCharger.Fakes
{
    /// <summary>The contactor and its chain in memory: contacts follow the coil 12 ms later.</summary>
    public sealed class FakeContactor : IContactor
    {
        private const int PinMicros = 300;
        private const int TravelMicros = 12_000;
        private const long HoldMicros = 4_000_000;
        private const int InterlockDelayMicros = 40_000;

        private readonly FakeBoard _board;
        private long _changedMicros = -TravelMicros;
        private long _heldMicros = -HoldMicros;
        private bool _latched;
        private bool _holdLatched;

        /// <summary>Makes an open contactor with an unarmed hold.</summary>
        public FakeContactor(FakeBoard board)
        {
            _board = board;
        }

        /// <summary>What the firmware commands.</summary>
        public bool Commanded { get; private set; }

        /// <summary>How often it was commanded closed with the hold armed: the check at the start commands without.</summary>
        public int Closings { get; private set; }

        /// <summary>When the contacts were open after the last opening.</summary>
        public long ContactsOpenMicros { get; private set; }

        /// <summary>When the coil was last commanded closed.</summary>
        public long ClosedMicros { get; private set; }

        /// <summary>Pulses of the hold.</summary>
        public int Holds { get; private set; }

        /// <summary>The contacts never open.</summary>
        public bool Welded { get; set; }

        /// <summary>The contacts never close.</summary>
        public bool StuckOpen { get; set; }

        /// <summary>The hold's line always reads armed.</summary>
        public bool HoldStuck { get; set; }

        /// <summary>The hold cannot be armed.</summary>
        public bool HoldDead { get; set; }

        /// <summary>The interlock never sees a vehicle.</summary>
        public bool InterlockDead { get; set; }

        /// <summary>The interlock sees C for ever: it does not open any more.</summary>
        public bool InterlockStuck { get; set; }

        /// <summary>The interlock closes again by itself when it sees C again.</summary>
        public bool LatchDead { get; set; }

        /// <summary>True while the contacts are closed.</summary>
        public bool Closed
        {
            get
            {
                bool commanded = _board.Micros - _changedMicros >= TravelMicros ? Commanded : !Commanded;
                return Welded || (commanded && !StuckOpen && !_latched && !_holdLatched && HoldArmedNow() && !_board.ResidualTripped);
            }
        }

        /// <inheritdoc/>
        public bool OutputLive
        {
            get
            {
                _board.Spend(PinMicros);
                return Closed;
            }
        }

        /// <inheritdoc/>
        public bool HoldArmed
        {
            get
            {
                _board.Spend(PinMicros);
                return !_holdLatched && HoldArmedNow();
            }
        }

        /// <inheritdoc/>
        public bool InterlockClosed
        {
            get
            {
                _board.Spend(PinMicros);
                return !_latched && Sees();
            }
        }

        /// <inheritdoc/>
        public void Close()
        {
            _board.Spend(PinMicros);
            Commanded = true;
            Closings += HoldArmedNow() ? 1 : 0;
            ClosedMicros = _board.Micros;
            _changedMicros = _board.Micros;
            Watch();
        }

        /// <inheritdoc/>
        public void Open()
        {
            _board.Spend(PinMicros);
            if (Commanded)
            {
                _changedMicros = _board.Micros;
                ContactsOpenMicros = _board.Micros + TravelMicros;
            }

            Commanded = false;
            _latched = false;
            _holdLatched = false;
        }

        /// <inheritdoc/>
        public void Hold()
        {
            _board.Spend(2 * PinMicros);
            Holds++;
            _heldMicros = _board.Micros;

            // What the turn's background work costs.
            _board.Spend(4_000);
        }

        /// <summary>Time has passed: an interlock or a hold that is open under the command stays so until <see cref="Open"/>.</summary>
        public void Watch()
        {
            _latched = Commanded && !LatchDead && (_latched || !Sees());
            _holdLatched = Commanded && (_holdLatched || !HoldArmedNow());
        }

        private bool HoldArmedNow()
        {
            return HoldStuck || (!HoldDead && _board.Micros - _heldMicros < HoldMicros);
        }

        private bool Sees()
        {
            return InterlockStuck || (!InterlockDead && SawVehicle());
        }

        // In F there is nothing to see. The comparator lets go only when C or D were gone for all of its delay.
        private bool SawVehicle()
        {
            for (int ago = 0; ago < InterlockDelayMicros && _board.PilotLine.Duty != 0; ago += 1_000)
            {
                int high = _board.PilotLine.HighAt(_board.Micros - ago);
                if (high > 1_500 && high < 7_500)
                {
                    return true;
                }
            }

            return false;
        }
    }
}

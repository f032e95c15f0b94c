using NanoCharger.Core.Pilot;

namespace NanoCharger.Core.Charging
{
    /// <summary>Turns the decoded states of the vehicle into what the station's rules ask: is it there, does it ask, has it gone.</summary>
    public sealed class VehicleWatch
    {
        /// <summary>Most that a vehicle with the simplified pilot function gets (IEC 61851-1:2017, A.2.3).</summary>
        public const int SimplifiedMilliamps = 10_000;

        /// <summary>C has to be seen without a break for this long before closing: contact bounce and glitches are shorter.</summary>
        public const long CloseDebounceMicros = 500_000;

        /// <summary>The longest that a record in flash may take is 400 ms; a turn after a longer pause has seen nothing of what was before.</summary>
        public const long StallMicros = 500_000;

        /// <summary>12 V for this long is a vehicle gone; shorter is the plug's contacts on the way in or out.</summary>
        public const long UnplugMicros = 200_000;

        // Two blocks: a single one may have caught the plug half way.
        private const long PlugMicros = 60_000;

        // No trustworthy reading for this long while closed is as good as no vehicle.
        private const long BlindMicros = 60_000;

        // A turn takes no longer, but for what stalls it.
        private const long TurnMicros = 100_000;

        private VehicleState _state;
        private long _sinceMicros;
        private long _unseenMicros;
        private long _askingSinceMicros;
        private long _nowMicros;
        private bool _asking;
        private bool _sawNobody;
        private bool _sawConnected;

        /// <summary>True where vehicles that need ventilation (state D) are charged.</summary>
        public bool Ventilated { get; set; }

        /// <summary>The vehicle's state by the newest block.</summary>
        public VehicleState State
        {
            get { return _state; }
        }

        /// <summary>True when a vehicle has surely come. A short is no vehicle.</summary>
        public bool Plugged
        {
            get { return _state >= VehicleState.Connected && _state <= VehicleState.ReadyVentilated && Lasted(PlugMicros); }
        }

        /// <summary>True when there is surely nobody.</summary>
        public bool Gone
        {
            get { return _state == VehicleState.Disconnected && Lasted(UnplugMicros + _unseenMicros); }
        }

        /// <summary>True when nothing trustworthy was seen for too long.</summary>
        public bool Blind
        {
            get { return _state == VehicleState.Unknown && Lasted(BlindMicros); }
        }

        /// <summary>True when the vehicle asks for energy and may have it: C, or D where the room is ventilated, without a break.</summary>
        public bool Ready
        {
            get { return _asking && _nowMicros - _askingSinceMicros >= CloseDebounceMicros; }
        }

        /// <summary>True while the vehicle asks for energy and may have it, however short it has.</summary>
        public bool Asks
        {
            get { return _asking; }
        }

        /// <summary>True for a vehicle that asks in a way that nothing is given for here: D where the room is not ventilated.</summary>
        public bool WantsVentilation
        {
            get { return _state == VehicleState.ReadyVentilated && !Ventilated; }
        }

        /// <summary>True for a vehicle that went from A to C with no B between: it cannot tell a plug from a wish (IEC 61851-1:2017, A.2.3).</summary>
        public bool Simplified
        {
            get { return _sawNobody && !_sawConnected; }
        }

        /// <summary>Takes in one turn.</summary>
        /// <param name="state">What the vehicle shows.</param>
        /// <param name="inDoubt">True when another vehicle may have come unseen: nothing is known of it, not even that it was ever in B.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        public void Update(VehicleState state, bool inDoubt, long nowMicros)
        {
            // A stall is no evidence of a steady C: the 500 ms begin anew.
            long gapMicros = nowMicros - _nowMicros;
            _asking &= gapMicros < StallMicros;
            _nowMicros = nowMicros;
            if (state != _state)
            {
                _state = state;
                _sinceMicros = nowMicros;
                _unseenMicros = 0;
            }
            else if (gapMicros > TurnMicros)
            {
                // A glitch and a stall behind it are no empty outlet: what nobody has looked at counts for nothing.
                _unseenMicros += gapMicros - TurnMicros;
            }

            bool asking = state == VehicleState.ReadyToCharge || (Ventilated && state == VehicleState.ReadyVentilated);
            if (asking && !_asking)
            {
                _askingSinceMicros = nowMicros;
            }

            _asking = asking;
            if (Gone || inDoubt)
            {
                _sawNobody = true;
                _sawConnected = false;
            }
            else if (state == VehicleState.Connected && Lasted(PlugMicros))
            {
                _sawConnected = true;
            }
        }

        /// <summary>Forgets what was seen: while the pilot is in F vehicles come and go unseen.</summary>
        public void Forget()
        {
            _sawNobody = false;
            _sawConnected = false;
        }

        private bool Lasted(long micros)
        {
            return _nowMicros - _sinceMicros >= micros;
        }
    }
}

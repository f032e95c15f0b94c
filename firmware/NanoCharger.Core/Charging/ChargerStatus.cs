using NanoCharger.Core.Pilot;
using NanoCharger.Core.Protection;
using NanoCharger.Hal;

namespace NanoCharger.Core.Charging
{
    /// <summary>What the charger knows of itself, as of its last turn. For the console, the outbox and the bench: to look at, never to decide by.</summary>
    /// <remarks>One object for the life of the charger; the charger alone writes it, in the thread that reads it.</remarks>
    public sealed class ChargerStatus
    {
        /// <summary>Makes an empty status.</summary>
        /// <param name="phases">1 or 3: the length of <see cref="Volts"/> and <see cref="Amps"/>.</param>
        public ChargerStatus(int phases)
        {
            Volts = new int[phases];
            Amps = new int[phases];
            FaultName = string.Empty;
            Missing = string.Empty;
        }

        /// <summary>What the vehicle shows on the pilot.</summary>
        public VehicleState VehicleState { get; set; }

        /// <summary>High level of the pilot, in millivolts.</summary>
        public int HighMillivolts { get; set; }

        /// <summary>Low level of the pilot, in millivolts; 0 while there is no PWM to judge.</summary>
        public int LowMillivolts { get; set; }

        /// <summary>Duty cycle set, in hundredths of a percent: 0 (F), 10 000 (X1) or that of the offer (X2).</summary>
        public int DutyHundredths { get; set; }

        /// <summary>Current offered to the vehicle, in milliamperes: 0 (none) or 6 000..80 000.</summary>
        public int OfferMilliamps { get; set; }

        /// <summary>Least of all limits in force, in milliamperes: what the offer follows; below 6 000 nothing is offered.</summary>
        public int LimitMilliamps { get; set; }

        /// <summary>True while somebody is allowed to charge here.</summary>
        public bool Authorised { get; set; }

        /// <summary>False while the outlet is out of service (state F on the pilot).</summary>
        public bool Available { get; set; } = true;

        /// <summary>What the unit lacks to sell (<see cref="Commissioning"/>), as "maxAmps, market, self-test"; empty when it is commissioned.</summary>
        public string Missing { get; set; }

        /// <summary>True while a calibration run is open, or its outlet still live.</summary>
        public bool CalibrationRun { get; set; }

        /// <summary>Where the station stands.</summary>
        public StationState StationState { get; set; }

        /// <summary>Why no current flows, as of the last turn; None while the contactor is closed.</summary>
        public NoCurrent NoCurrent { get; set; } = NoCurrent.Starting;

        /// <summary>True while the firmware commands the contactor closed.</summary>
        public bool ContactorClosed { get; set; }

        /// <summary>True while the lamp blinks a pattern (<see cref="LampPattern"/>).</summary>
        public bool PatternShown { get; set; }

        /// <summary>Mains voltage of each phase, in millivolts RMS.</summary>
        public int[] Volts { get; }

        /// <summary>Mains current of each phase, in milliamperes RMS.</summary>
        public int[] Amps { get; }

        /// <summary>Active power of all phases, in watts, averaged over about a second.</summary>
        public int Watts { get; set; }

        /// <summary>The lifetime energy register, in milliwatt-hours.</summary>
        public long RegisterMilliwattHours { get; set; }

        /// <summary>Number of the open transaction, 0 when there is none.</summary>
        public long TransactionNumber { get; set; }

        /// <summary>How far the link has come.</summary>
        public LinkState LinkState { get; set; }

        /// <summary>Temperature in hundredths of a degree Celsius, or <see cref="int.MinValue"/> when there is no valid reading.</summary>
        public int CentiCelsius { get; set; }

        /// <summary>Code of the present fault, 0 when there is none.</summary>
        public int FaultCode { get; set; }

        /// <summary>Plain English name of the present fault, empty when there is none.</summary>
        public string FaultName { get; set; }

        /// <summary>Wall clock, in milliseconds since 1970-01-01T00:00:00Z.</summary>
        public long UtcMillis { get; set; }

        /// <summary>How sure <see cref="UtcMillis"/> is.</summary>
        public ClockQuality ClockQuality { get; set; }

        /// <summary>Number of this boot.</summary>
        public long Boot { get; set; }

        /// <summary>Slices of signing done since the start: work that is not in every turn.</summary>
        public long SigningSteps { get; set; }

        /// <summary>Complete turns of the control loop since the start.</summary>
        public long Turns { get; set; }
    }
}

namespace NanoCharger.Hal
{
    /// <summary>A charger board: the parts it has. A part that a board may lack is null then, and its property says so.</summary>
    public interface IBoard
    {
        /// <summary>Metering and pilot converter.</summary>
        ISampler Sampler { get; }

        /// <summary>Control pilot generator.</summary>
        IPilotOutput Pilot { get; }

        /// <summary>Proximity contact; read only where the settings say that the charger has a socket.</summary>
        IProximity Proximity { get; }

        /// <summary>Contactor and its safety chain.</summary>
        IContactor Contactor { get; }

        /// <summary>Residual current monitor.</summary>
        IResidualCurrentMonitor ResidualCurrent { get; }

        /// <summary>Earth monitor.</summary>
        IEarthMonitor Earth { get; }

        /// <summary>Plain inputs that report a fault each, or null.</summary>
        IFaultInputs FaultInputs { get; }

        /// <summary>Thermometer.</summary>
        IThermometer Thermometer { get; }

        /// <summary>Files in flash.</summary>
        IStorage Storage { get; }

        /// <summary>Serial port of the console.</summary>
        ITextPort Console { get; }

        /// <summary>Card reader, or null.</summary>
        ITokenReader TokenReader { get; }

        /// <summary>Link to the broker.</summary>
        ILink Link { get; }

        /// <summary>Clocks.</summary>
        IClock Clock { get; }

        /// <summary>Unpredictable bytes.</summary>
        IEntropy Entropy { get; }

        /// <summary>Native HMAC-SHA256.</summary>
        IHmac Hmac { get; }

        /// <summary>Lamp on the front.</summary>
        IIndicator Indicator { get; }

        /// <summary>Why the chip started.</summary>
        ResetCause LastReset { get; }

        /// <summary>This one board's own number, which nobody sets: 1..12 of the signs 0-9 and A-Z. The same in every boot.</summary>
        string Serial { get; }

        /// <summary>Name of the board as the console shows it.</summary>
        string Name { get; }

        /// <summary>End of a turn of the control loop: lets the link's thread work for its slice of at most 5 ms, then returns.</summary>
        void Rest();

        /// <summary>Waits, only ever used before the control loop runs.</summary>
        /// <param name="millis">10..5 000.</param>
        void Pause(int millis);

        /// <summary>Resets the chip at once, contactor open and everything stored. On a board it does not return.</summary>
        void Restart();
    }
}

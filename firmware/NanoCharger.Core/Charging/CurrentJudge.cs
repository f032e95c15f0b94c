namespace NanoCharger.Core.Charging
{
    /// <summary>Says why no current flows, by the very rules that hold it back.</summary>
    internal sealed class CurrentJudge
    {
        private readonly OfferRules _offer;
        private readonly ContactorSwitch _contactor;
        private readonly VehicleWatch _vehicle;

        /// <summary>A judge over the station's rules.</summary>
        internal CurrentJudge(OfferRules offer, ContactorSwitch contactor, VehicleWatch vehicle)
        {
            _offer = offer;
            _contactor = contactor;
            _vehicle = vehicle;
        }

        /// <summary>The weightiest reason; None while the contactor is closed and nothing asks for a pause.</summary>
        /// <param name="plugged">True while a vehicle is plugged in.</param>
        /// <param name="inputs">The last turn; null before the first one.</param>
        internal NoCurrent Judge(bool plugged, StationInputs inputs)
        {
            if (inputs == null)
            {
                return NoCurrent.Starting;
            }

            NoCurrent why = _offer.WhyNot(inputs);
            if (!plugged && (why == NoCurrent.None || why > NoCurrent.NoVehicle))
            {
                return NoCurrent.NoVehicle;
            }

            return why != NoCurrent.None || _contactor.Closed ? why : OfTheClosing(inputs);
        }

        // Current is on offer: the vehicle has to ask for it, and then what keeps the contactor open counts.
        private NoCurrent OfTheClosing(StationInputs inputs)
        {
            if (!_vehicle.Asks)
            {
                return _vehicle.WantsVentilation ? NoCurrent.Ventilation : NoCurrent.VehicleAsleep;
            }

            NoCurrent why = _contactor.WhyNot(inputs);
            return why == NoCurrent.None ? NoCurrent.Closing : why;
        }
    }
}

using NanoCharger.Core.Charging;
using NanoCharger.Core.Pilot;

namespace NanoCharger.App
{
    /// <summary>Says what is in the way of the self-test, each thing with what to do about it. The test needs an outlet that is surely empty.</summary>
    internal sealed class SelfTestDoor
    {
        private readonly Parts _parts;

        internal SelfTestDoor(Parts parts)
        {
            _parts = parts;
        }

        /// <summary>Looks. Allocates: a command has asked.</summary>
        /// <returns>Null when the test may begin.</returns>
        internal string WhyNot()
        {
            if (_parts.SelfTest.Running)
            {
                return "it runs already, the result follows";
            }

            if (_parts.Station.Unplugged)
            {
                return null;
            }

            return (_parts.Transaction.IsOpen ? "a transaction is open: stop; " : "") + WhyNotEmpty();
        }

        private string WhyNotEmpty()
        {
            // While we hold the pilot in F nobody can be seen there, whatever the decoder makes of it.
            switch (_parts.Station.State)
            {
                case StationState.Unavailable:
                    return "out of service, so that a vehicle could not be seen: available";
                case StationState.FaultShown:
                    return "the pilot is held in F to show a fault, see faults: again in some seconds";
            }

            switch (_parts.Sensing.Pilot.State)
            {
                case VehicleState.Connected:
                case VehicleState.ReadyToCharge:
                case VehicleState.ReadyVentilated:
                    return "a vehicle is plugged in: unplug it";
                case VehicleState.Shorted:
                    return "the pilot is shorted (E): unplug, look at cable and outlet";
                case VehicleState.Unavailable:
                    return "the pilot has no high level (F): look at the pilot circuit";
                case VehicleState.Unknown:
                    return "the pilot cannot be read, so that a vehicle could not be seen: see status";
                default:
                    return "a vehicle has just left: again in a second";
            }
        }
    }
}

namespace NanoCharger.Bay
{
    /// <summary>Writes what the physics does into the trace: duty, contacts, and the pattern where the lamp has blinked one.</summary>
    internal sealed class PlantTrace
    {
        private readonly Plant _plant;
        private readonly ITrace _trace;
        private int _duty = -1;
        private bool _closed;

        public PlantTrace(Plant plant, Wiring wiring, ITrace trace)
        {
            _plant = plant;
            _trace = trace;
            wiring.PilotSet += WriteDuty;
            plant.Contactor.Moved += WriteContactor;
            plant.Lamp.Blinked += pattern => trace.Write("lamp", ("pattern", pattern));
        }

        private void WriteDuty()
        {
            int duty = _plant.Pilot.DutyHundredths;
            if (duty != _duty)
            {
                _duty = duty;
                _trace.Write("duty", ("percent", duty / 100.0), ("amps", _plant.Pilot.OfferAmps));
            }
        }

        private void WriteContactor()
        {
            if (_plant.Contactor.Closed != _closed)
            {
                _closed = _plant.Contactor.Closed;
                _trace.Write("contactor", ("closed", _closed), ("cause", _plant.Contactor.Cause), ("amps", Amps()));
            }
        }

        /// <summary>A number, or with three phases a list. At an opening it is what the contacts break.</summary>
        private object Amps()
        {
            return _plant.Vehicle.Phases == 3 ? _plant.SwitchedAmps : _plant.SwitchedAmps[0];
        }
    }
}

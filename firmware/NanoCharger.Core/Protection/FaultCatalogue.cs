namespace NanoCharger.Core.Protection
{
    /// <summary>Plain English names of the faults.</summary>
    public static class FaultCatalogue
    {
        /// <summary>Name of a fault as console, trace and backend show it; empty for <see cref="FaultCode.None"/>.</summary>
        public static string Name(FaultCode code)
        {
            switch (code)
            {
                case FaultCode.None:
                    return string.Empty;
                case FaultCode.ChainRefused:
                    return "safety chain refused";
                case FaultCode.ResidualCurrent:
                    return "residual current";
                case FaultCode.ContactorWelded:
                    return "contactor welded";
                case FaultCode.ContactorFailedToClose:
                    return "contactor failed to close";
                case FaultCode.EarthLost:
                    return "protective earth lost";
                case FaultCode.HoldLapsed:
                    return "hold lapsed";
                case FaultCode.InterlockDisagrees:
                    return "interlock disagrees";
                case FaultCode.PilotShorted:
                    return "pilot shorted";
                case FaultCode.PilotLost:
                    return "pilot lost";
                case FaultCode.DiodeMissing:
                    return "diode missing";
                case FaultCode.LogFull:
                    return "log full";
                case FaultCode.Halted:
                    return "halted";
                default:
                    return "unknown fault";
            }
        }
    }
}

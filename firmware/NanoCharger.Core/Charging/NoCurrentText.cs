namespace NanoCharger.Core.Charging
{
    /// <summary>The words for each <see cref="NoCurrent"/>: the same at the console, in StatusNotification and on the pages.</summary>
    public static class NoCurrentText
    {
        // By the enum's numbers. A field: each load of a literal makes an object on the device's heap.
        private static readonly string[] Words =
        {
            "charging",
            "starting",
            "fault",
            "the log is full",
            "out of service",
            "station.id was changed: restart to take it on",
            "not commissioned",
            "the backend has not accepted this station",
            "no vehicle",
            "the calibration run is over: unplug first",
            "not authorised: show a card",
            "the backend is asked about the card",
            "stopped: unplug, or show a card again",
            "stopped",
            "the energy limit is reached",
            "the time limit is reached",
            "the vehicle drew too little for too long",
            "paused: the installation's limit is below 6 A",
            "the cable's rating is not known",
            "the meter is proven for less than 6 A only",
            "paused by the backend",
            "paused by the technician's limit",
            "paused: the backend is silent",
            "paused for seconds: connecting to the broker",
            "waiting after mains return",
            "waiting after a fault",
            "a longer pause after repeated openings",
            "the residual current monitor is being tested",
            "waiting after the contactor opened",
            "the safety chain does not agree",
            "the vehicle wants ventilation",
            "the vehicle does not ask for current",
            "about to close",
        };

        /// <summary>Number of reasons, None included.</summary>
        public static int Count
        {
            get { return Words.Length; }
        }

        /// <summary>The words of a reason. For Fault the fault's own name says more.</summary>
        public static string Of(NoCurrent why)
        {
            return Words[(int)why];
        }

        /// <summary>The words for what a charger shows: its fault's name where that is the reason.</summary>
        public static string Of(ChargerStatus status)
        {
            return status.NoCurrent == NoCurrent.Fault && status.FaultName.Length > 0 ? status.FaultName : Of(status.NoCurrent);
        }
    }
}

using NanoCharger.Core.Settings;

namespace NanoCharger.Core.Protection
{
    /// <summary>All faults: the one place that says what they are called, what was seen and what clears them.</summary>
    public static class FaultCatalogue
    {
        private const string Unplugging = "unplugging, or the technician";
        private const string Recovery = "30 s without the cause";
        private const string BackingOff = "30 s, then 1, 2, 5 and 15 min; ";

        // Of either: the mains is one, and has to be back as a whole.
        private const string BackAgain = "# of a voltage within # to # and a frequency within # of nominal, then the random delay";

        // By code, without a gap. A # stands for the value of a setting.
        private static readonly FaultEntry[] Entries =
        {
            new FaultEntry(FaultCode.None, string.Empty, "nothing is wrong", string.Empty),
            new FaultEntry(FaultCode.ChainRefused, "safety chain refused",
                "the hold could not be proven to lapse and to arm at the start, or the interlock to latch, or the board has an input that no fault knows", "a new start with a sound board"),
            new FaultEntry(FaultCode.ResidualCurrent, "residual current",
                "the residual current monitor tripped while the outlet was live", "unplugging, the technician, or 15 min where the market allows a retry"),
            new FaultEntry(FaultCode.ContactorWelded, "contactor welded",
                "mains on the outlet 1 s after opening", "a dead outlet, and " + Unplugging),
            new FaultEntry(FaultCode.ContactorFailedToClose, "contactor failed to close",
                "no mains on the outlet 1 s after closing, with the safety chain closed", Unplugging),
            new FaultEntry(FaultCode.EarthLost, "protective earth lost",
                "the earth monitor sees no protective conductor", "earth, and unplugging, the technician, or 15 min where the market allows a retry"),
            new FaultEntry(FaultCode.HoldLapsed, "hold lapsed",
                "the firmware was stalled for longer than the hold waits (3.7 s at least): it opened the contactor", Recovery),
            new FaultEntry(FaultCode.InterlockDisagrees, "interlock disagrees",
                "the vehicle asks for energy and the interlock does not see it for 1 s", Recovery),
            new FaultEntry(FaultCode.PilotShorted, "pilot shorted",
                "state E: the pilot's high level is at 0 V", Recovery),
            new FaultEntry(FaultCode.PilotLost, "pilot lost",
                "state F without our doing: the pilot has no high level", Recovery),
            new FaultEntry(FaultCode.DiodeMissing, "diode missing",
                "the pilot's low level is above -10 V with a vehicle connected", BackingOff + "the fifth in one plugging: " + Unplugging),
            new FaultEntry(FaultCode.LogFull, "log full",
                "the log is full of what the backend has not answered for", "the backend's answers"),
            new FaultEntry(FaultCode.Halted, "halted",
                "an error of the firmware or of the flash", "the reset by the safety circuit within 30 s"),
            new FaultEntry(FaultCode.ResidualSilent, "residual current monitor silent",
                "no answer to the test within 300 ms", "unplugging, the technician, or a test passed"),
            new FaultEntry(FaultCode.ResidualStuck, "residual current monitor stuck",
                "tripped without test and without mains on the outlet, or not clear 500 ms after the test", "unplugging, the technician, or a test passed"),
            new FaultEntry(FaultCode.OverCurrent, "over-current",
                "more than 1.10 times the offer and 0.5 A for 7 s", BackingOff + "the eighth in one plugging is \"limit ignored\""),
            new FaultEntry(FaultCode.OverTemperature, "too hot",
                "71 degrees C at the contactor's terminals", "less than 62 degrees C"),
            new FaultEntry(FaultCode.MainsVoltage, "mains voltage out of limits",
                "a phase below # or above # of the nominal voltage for #", BackAgain)
                .By(new SettingId[] { SettingId.MainsLowPercent, SettingId.MainsHighPercent, SettingId.MainsOutMillis }, Back()),
            new FaultEntry(FaultCode.MainsFrequency, "mains frequency out of limits",
                "below # or above # of the nominal frequency for #", BackAgain)
                .By(new SettingId[] { SettingId.HertzLowPercent, SettingId.HertzHighPercent, SettingId.MainsOutMillis }, Back()),
            new FaultEntry(FaultCode.ThermometerFailed, "thermometer failed",
                "no valid reading for 30 s: charging goes on at a quarter of the rating", "a valid reading"),
            new FaultEntry(FaultCode.InterlockActed, "interlock opened during a stall",
                "the vehicle left C while the firmware was stalled, and may be another one now", "by itself"),
            new FaultEntry(FaultCode.InterlockStuck, "interlock stuck",
                "the interlock sees a vehicle that asks where the firmware sees none, for 1 s: no charge begins with half of the safety", "an interlock that is seen open, 30 s after it was last seen stuck"),
            new FaultEntry(FaultCode.MeteringFailed, "metering failed",
                "a channel off the bias rail or at the end of its range for 1 s, 50 blocks unmeasured, or a calibration that is stored and spoilt", Recovery + ", or a new calibration"),
            new FaultEntry(FaultCode.SigningFailed, "signing failed",
                "no usable key, or a signature that the own key does not confirm", "a signature that holds, or a new key"),
            new FaultEntry(FaultCode.EmergencyStop, "emergency stop",
                "the emergency stop is pressed, or its wire is broken", "its release, and " + Unplugging).From("emergencyStop", StopKind.Open, 20).Latched(),
            new FaultEntry(FaultCode.LidOpen, "lid open",
                "the lid is open, or its switch's wire is broken", Recovery).From("lid", StopKind.Pause, 100),
            new FaultEntry(FaultCode.SettingsLost, "settings lost",
                "both slots of the settings are damaged: nothing is sold by defaults", "the technician's setting the vital ones again"),
            new FaultEntry(FaultCode.RegisterLost, "register lost",
                "every copy of energy register and document numbers is damaged: nothing is sold by a register that may have fallen", "the technician's log accept CONFIRM"),
            new FaultEntry(FaultCode.LogNearlyFull, "log nearly full",
                "less room than begin and end of ten transactions need: no documents are made in between, receipts still are", "the backend's answers"),
            new FaultEntry(FaultCode.LimitIgnored, "limit ignored",
                "the vehicle drew on through the 6 s of a pause, or was opened under load for the eighth time", BackingOff + "the eighth in one plugging: " + Unplugging),
        };

        private static SettingId[] Back()
        {
            return new SettingId[] { SettingId.MainsReturnSeconds, SettingId.MainsReturnLowPercent, SettingId.MainsReturnHighPercent, SettingId.HertzReturnPermille };
        }

        /// <summary>Number of codes; they run from 0 (None) to this less one.</summary>
        public static int Count
        {
            get { return Entries.Length; }
        }

        /// <summary>The row of a fault; that of None for a code that this version does not know.</summary>
        public static FaultEntry Of(FaultCode code)
        {
            int index = (int)code;
            return index > 0 && index < Entries.Length ? Entries[index] : Entries[0];
        }

        /// <summary>The fault that a plain input of a board reports; null where no row names it.</summary>
        /// <param name="input">The input's name; its case matters.</param>
        public static FaultEntry OfInput(string input)
        {
            for (int i = 0; i < Entries.Length; i++)
            {
                if (Entries[i].Input != null && Entries[i].Input == input)
                {
                    return Entries[i];
                }
            }

            return null;
        }

        /// <summary>Name of a fault as console, trace and backend show it; empty for <see cref="FaultCode.None"/>.</summary>
        public static string Name(FaultCode code)
        {
            return Of(code).Name;
        }
    }
}

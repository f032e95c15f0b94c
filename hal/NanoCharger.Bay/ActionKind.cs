namespace NanoCharger.Bay
{
    /// <summary>What a scenario can do to the bay. The name in the file is the same with a small first letter.</summary>
    public enum ActionKind
    {
        /// <summary>A vehicle is plugged in: state B. Number: amperes that the cable's plug codes (13, 20, 32 or 63), or none.</summary>
        Plug,

        /// <summary>The vehicle is unplugged.</summary>
        Unplug,

        /// <summary>The state that the vehicle's resistance shows. Text: B, C or D.</summary>
        Vehicle,

        /// <summary>What the vehicle draws. One number (amperes on each phase) or three, whatever is offered; with text "upTo" no more than is offered; with text "halfWave" through a diode, RMS of all of it; text "offered" alone: all of it.</summary>
        Draw,

        /// <summary>A card is shown. Text: its number in hexadecimal digits.</summary>
        Token,

        /// <summary>The vehicle's diode. Text: ok or missing.</summary>
        Diode,

        /// <summary>A resistance in ohms between pilot and earth; no number: it is gone.</summary>
        PilotShortOhms,

        /// <summary>The pilot shows another state for a while. Text: A, B, C, D or E; number: milliseconds.</summary>
        PilotGlitch,

        /// <summary>A residual current behind the contactor. Text: ac or dc; number: milliamperes, 0 ends it.</summary>
        Residual,

        /// <summary>The residual current monitor's health. Text: ok, silent (dead) or stuck (never clears).</summary>
        ResidualTest,

        /// <summary>The contactor's health. Text: ok, welded or stuckOpen.</summary>
        Contactor,

        /// <summary>The interlock comparator's health. Text: ok, or failed (always says closed).</summary>
        Interlock,

        /// <summary>The protective conductor. Text: ok or lost.</summary>
        Earth,

        /// <summary>A plain input of the board (<see cref="FaultInput"/>). Text: its name; number: 1 reports, 0 is at rest.</summary>
        Input,

        /// <summary>Temperature at the terminals, number in °C.</summary>
        Celsius,

        /// <summary>The mains change. Numbers: volts, hertz; not-a-number leaves one as it is.</summary>
        Mains,

        /// <summary>The Wi-Fi. Text: up or down.</summary>
        Wifi,

        /// <summary>The broker. Text: up, down or silent (accepts, never answers).</summary>
        Broker,

        /// <summary>How long a TLS handshake with the broker stops every managed thread from now on. Number: seconds; none: 1 to 3, seeded.</summary>
        Handshake,

        /// <summary>The payment backend. Text: up or down.</summary>
        Backend,

        /// <summary>The supply of the whole bay. Text: cut or restore.</summary>
        Power,

        /// <summary>The chip's wall clock. Text: jump (number: seconds) or synchronise; the way to the time server: blocked or open; or off (number: seconds by which that server is off from its next answer on).</summary>
        Clock,

        /// <summary>The payment backend's clock. Number: seconds by which it is off from now on.</summary>
        BackendClock,

        /// <summary>An OCPP call from the backend. Text: its action; payload: the JSON object.</summary>
        Command,

        /// <summary>The technician types. Text: the line without its end.</summary>
        Console,

        /// <summary>All managed threads stop. Number: milliseconds.</summary>
        StallMs,
    }
}

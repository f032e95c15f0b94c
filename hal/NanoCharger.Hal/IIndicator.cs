namespace NanoCharger.Hal
{
    /// <summary>The lamp on the front.</summary>
    public interface IIndicator
    {
        /// <summary>Shows an indication; to be called in each turn of the loop, since some of them blink.</summary>
        /// <remarks>Off: available. Steady: connected. Blinking slowly: charging. Blinking fast: fault. Cost: 0.3 ms when the lamp changes.</remarks>
        void Show(Indication indication, long nowMicros);

        /// <summary>Lights the lamp or darkens it, until it is told something else: for <see cref="Indication.Pattern"/>, whose times whoever shows it knows. Cost: 0.3 ms when the lamp changes.</summary>
        void Light(bool lit);
    }
}

using NanoCharger.Core.Metering;

namespace NanoCharger.Core.Charging
{
    /// <summary>What a technician at the console and the backend may ask of the charger: one path for both.</summary>
    /// <remarks>Nothing here waits; every wish is carried out by the next turns of the control loop, gracefully where the rules allow.</remarks>
    public interface ICommands
    {
        /// <summary>Presents a token, as if its card had been shown: it authorises, or ends the transaction that it began.</summary>
        /// <param name="token">1..36 characters.</param>
        /// <param name="source">Who presents it.</param>
        void Authorise(string token, GrantSource source);

        /// <summary>Asks for the end of the open transaction: the vehicle is asked to stop first.</summary>
        /// <returns>False when none is open; nothing happens then.</returns>
        bool Stop(GrantSource source);

        /// <summary>Makes an event that tells what the open transaction is doing now, because the backend has asked (OCPP 2.0.1, F06). Cost: that of a checkpoint.</summary>
        /// <returns>False when none is open; nothing happens then.</returns>
        bool TellTransaction();

        /// <summary>Sets one limit on the offer.</summary>
        /// <param name="slot">Whose: <see cref="LimitSlot.Technician"/> or <see cref="LimitSlot.BackendProfile"/>.</param>
        /// <param name="milliamps">0 (disabled, the station pauses) or more; <see cref="OfferLimits.None"/> lifts it.</param>
        void SetLimit(LimitSlot slot, int milliamps);

        /// <summary>Takes the outlet out of service or puts it back. Out of service the pilot is held in state F.</summary>
        /// <param name="available">False to take it out.</param>
        /// <param name="atOnce">True ends an open transaction, asking the vehicle to stop first; false waits for its end (OCPP 2.0.1, G03).</param>
        /// <returns>False when the change waits for the end of a transaction.</returns>
        bool RequestAvailable(bool available, bool atOnce);

        /// <summary>Clears the latched faults whose cause is gone.</summary>
        void ClearFaults();

        /// <summary>Has the lamp blink a pattern for 20 s, in place of one that it blinks already. A fault, a refused card, a charge and going out of service end it.</summary>
        /// <param name="letters">A pattern (<see cref="LampPattern.IsValid"/>).</param>
        void ShowPattern(string letters);

        /// <summary>Starts the self-test of the safety chain; the result is printed on the console when it is done, in 10 s at most.</summary>
        /// <returns>Null when it has begun, else why not: it needs an empty outlet.</returns>
        string StartSelfTest();

        /// <summary>Opens a calibration run: whoever is plugged in, or comes, gets power and is not billed. Refused while a transaction is open.</summary>
        /// <param name="milliamps">Most that it offers; <see cref="OfferLimits.None"/> for what the other limits allow.</param>
        /// <returns>Null when it is open, else in one sentence why not.</returns>
        string BeginCalibrationRun(int milliamps);

        /// <summary>Ends the calibration run: the vehicle is asked to stop first.</summary>
        /// <returns>Null when it ends, else in one sentence why not.</returns>
        string EndCalibrationRun();

        /// <summary>Begins a step of the meter's calibration; the outcome is printed on the console when it is there, in 16 s or so.</summary>
        /// <param name="step">Which. Zero wants a dead outlet, the others a calibration run, and Current and Phase a live outlet in it.</param>
        /// <param name="phase">0..2; of no meaning for Zero.</param>
        /// <param name="reference">What the reference meter shows: mV for Voltage, mA for Current, else 0.</param>
        /// <returns>Null when it has begun, else in one sentence why not; nothing has changed then.</returns>
        string Calibrate(CalibrationStep step, int phase, int reference);

        /// <summary>Begins a new key for the signed readings; refused while a transaction is open, or bills are owed or set aside. The outcome is printed on the console.</summary>
        /// <param name="confirmed">True when a key that stands may be replaced.</param>
        /// <returns>In one sentence what became of it.</returns>
        string GenerateKey(bool confirmed);

        /// <summary>The records that the backend has refused for good are sent again, the oldest first, before all newer ones.</summary>
        /// <returns>How many they are; with 0 nothing happens.</returns>
        int RetrySetAside();

        /// <summary>Where every copy of register and document numbers was lost: goes on with what is left of them, and records that.</summary>
        /// <returns>What became of it, in one sentence.</returns>
        string AcceptRegister();

        /// <summary>Forgets the whole calibration of the meter; refused while the outlet is live, or a transaction is open.</summary>
        /// <returns>What became of it, in one sentence.</returns>
        string ClearCalibration();
    }
}

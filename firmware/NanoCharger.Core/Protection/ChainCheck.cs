using NanoCharger.Core.Pilot;
using NanoCharger.Hal;

namespace NanoCharger.Core.Protection
{
    /// <summary>Proves at the start, before anything may close, that the board has a safety chain and that its hold can both lapse and arm.</summary>
    /// <remarks>
    /// The contactor is open. The hold has to be seen unarmed first: a board whose line always reads armed would hide that nothing opens
    /// the contactor when the firmware hangs. After a short loss of power or a reset the last pulse may still hold, for 4 s at most.
    /// Then one pulse has to arm it. A plain input that no row of the catalogue names is refused too. Where a vehicle stands in C through the start the
    /// interlock's latch is proven as well, before that pulse: nothing can close yet.
    /// </remarks>
    public static class ChainCheck
    {
        /// <summary>How long an armed hold may take to lapse: its 4 s, and 1 s of tolerance.</summary>
        public const int LapseMillis = 5_000;

        private const int StepMillis = 100;

        // In F the interlock's peak detector needs 32 ms to fall from C's level below the window, and its timer 43 ms.
        private const int ReleaseMillis = 200;

        private const int Unavailable = 0;

        /// <summary>Runs the check. The pilot is in X1 before and after. Cost: up to 5.5 s.</summary>
        /// <returns>Null when the chain is sound, else what is wrong with it.</returns>
        public static string Run(IBoard board)
        {
            board.Contactor.Open();
            string unknown = UnknownInput(board.FaultInputs);
            if (unknown != null)
            {
                return "the board's input '" + unknown + "' belongs to no fault";
            }

            int waited = 0;
            while (board.Contactor.HoldArmed)
            {
                if (waited >= LapseMillis)
                {
                    return "the hold never lapses";
                }

                board.Pause(StepMillis);
                waited += StepMillis;
            }

            board.Pause(StepMillis);
            if (board.Contactor.InterlockClosed && !Latches(board))
            {
                return "the interlock does not latch";
            }

            board.Contactor.Hold();
            board.Pause(StepMillis);
            return board.Contactor.HoldArmed ? null : "the hold cannot be armed";
        }

        // F opens the interlock, and it may not close again under the command that was given meanwhile. One that stays closed in F is stuck: it opens
        // nothing, so it has nothing to latch, and the running firmware notes it.
        private static bool Latches(IBoard board)
        {
            board.Pilot.SetDuty(Unavailable);
            board.Pause(ReleaseMillis);
            bool stuck = board.Contactor.InterlockClosed;
            board.Contactor.Close();
            board.Pilot.SetDuty(DutyCycle.NoOffer);
            board.Pause(StepMillis);
            bool closed = board.Contactor.InterlockClosed;
            board.Contactor.Open();
            return stuck || !closed;
        }

        // An input that somebody soldered and nobody judges would be worse than none.
        private static string UnknownInput(IFaultInputs inputs)
        {
            for (int i = 0; inputs != null && i < inputs.Count; i++)
            {
                if (FaultCatalogue.OfInput(inputs.NameOf(i)) == null)
                {
                    return inputs.NameOf(i);
                }
            }

            return null;
        }
    }
}

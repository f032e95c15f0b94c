using System.IO;
using NanoCharger.Hal;

namespace NanoCharger.Link.Handshakes
{
    /// <summary>Says when the link may shake hands with the broker, which stops every thread of the chip for as long as the other side likes.</summary>
    /// <remarks>
    /// The contactor's hold covers 4 s without a thread, so a handshake may begin while the vehicle charges. One that outlasted the hold has had the
    /// contactor opened under load; from then on the next one begins with the contactor open or in a planned pause alone, and after a ration of 60 s,
    /// 5, 15, 60 min. 30 s without a thread reset the chip: that is why each attempt is noted in flash before it begins. A start that finds the note
    /// takes the next step of the ration, and leaves 5 min for charging first. A handshake within the hold ends the ration.
    /// </remarks>
    public sealed class HandshakeDesk
    {
        /// <summary>How long the contactor holds without a turn of the control loop (the board's dead-man, IContactor.Hold).</summary>
        public const long HoldMicros = 4_000_000;

        /// <summary>What charges first after a start that found a note.</summary>
        public const long ChargesFirstMicros = 300_000_000;

        private const long SecondMicros = 1_000_000;

        private const string NotNoted = "the flash does not take the note of a handshake: none begins without it";

        // A vehicle has 6 s to stop drawing; whoever is not open by then has a reason of his own, and the next attempt comes in its time.
        private const long PauseMostMicros = 10_000_000;

        private static readonly int[] RationSeconds = { 0, 60, 300, 900, 3600 };

        private readonly HandshakeNote _note;
        private readonly ILink _link;
        private long _turnMicros;
        private long _pausedMicros;
        private long _longestMicros;
        private int _ended;
        private bool _underWay;

        /// <summary>A desk; nothing is known before <see cref="Load"/>.</summary>
        /// <param name="storage">Where the note lies.</param>
        /// <param name="link">Who asks.</param>
        public HandshakeDesk(IStorage storage, ILink link)
        {
            _note = new HandshakeNote(storage);
            _link = link;
        }

        /// <summary>Whether a vehicle that charges may be paused for a handshake: the setting mqtt.pause. Without it one that has outlasted the hold waits for the contactor to open.</summary>
        public bool MayPause { get; set; } = true;

        /// <summary>True while the vehicle gets no current for the sake of a handshake.</summary>
        public bool Pauses { get; private set; }

        /// <summary>The step of the ration: 0 while none of the last ones outlasted the hold, 4 for one an hour.</summary>
        public int Step
        {
            get { return _note.Step; }
        }

        /// <summary>Before this none begins; monotonic, in microseconds.</summary>
        public long NotBeforeMicros { get; private set; }

        /// <summary>Seconds until the next may begin, as of the last turn; 0 for at once.</summary>
        public int WaitSeconds
        {
            get { return NotBeforeMicros <= _turnMicros ? 0 : (int)((NotBeforeMicros - _turnMicros + SecondMicros - 1) / SecondMicros); }
        }

        /// <summary>Handshakes since the start for which leave was given.</summary>
        public int Begun { get; private set; }

        /// <summary>True while the link wants one and has no leave yet.</summary>
        public bool HoldsBack
        {
            get { return !_underWay && _link.WantsHandshake; }
        }

        /// <summary>Handshakes since the start that outlasted the hold.</summary>
        public int Outlasted { get; private set; }

        /// <summary>Reads the note. For the start.</summary>
        /// <returns>What the technician should know; null for nothing.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public string Load(long nowMicros)
        {
            _note.Load();
            _turnMicros = nowMicros;
            if (!_note.UnderWay)
            {
                Wait(_note.Step, nowMicros);
                return null;
            }

            // The step is in flash before anything else: a second reset must not find it as it was.
            TryNote(Next(_note.Step), false);
            Wait(_note.Step, nowMicros);
            NotBeforeMicros = NotBeforeMicros < nowMicros + ChargesFirstMicros ? nowMicros + ChargesFirstMicros : NotBeforeMicros;
            return "the last start ended in a handshake with the broker: the next one not before " + WaitSeconds.ToString() + " s";
        }

        /// <summary>One turn. Cost: some comparisons; two writes to flash for each handshake, 45 ms typical, up to 400 ms each in which no thread runs.</summary>
        /// <param name="contactorClosed">Whether the vehicle could be under load.</param>
        /// <param name="nowMicros">Monotonic time of the turn.</param>
        /// <returns>What the technician should know: that the flash did not take the note, so that no handshake begins; null for nothing.</returns>
        public string Turn(bool contactorClosed, long nowMicros)
        {
            long gapMicros = nowMicros - _turnMicros;
            _turnMicros = nowMicros;
            if (_underWay)
            {
                _longestMicros = gapMicros > _longestMicros ? gapMicros : _longestMicros;
                if (_link.Handshakes != _ended)
                {
                    End(nowMicros);
                }

                return null;
            }

            if (!_link.WantsHandshake || nowMicros < NotBeforeMicros)
            {
                Pauses = false;
            }
            else if (Step == 0)
            {
                return Begin(nowMicros);
            }
            else if (!Pauses && (MayPause || !contactorClosed))
            {
                // Also where the contactor is open: it must not close before the handshake is over.
                Pauses = true;
                _pausedMicros = nowMicros;
            }
            else if (Pauses && !contactorClosed)
            {
                return Begin(nowMicros);
            }
            else if (Pauses && nowMicros - _pausedMicros > PauseMostMicros)
            {
                Pauses = false;
                Wait(Step, nowMicros);
            }

            return null;
        }

        // A flash that fails costs the link and nothing else: no pause goes on for it, and the next attempt comes a minute later at the soonest.
        private string Begin(long nowMicros)
        {
            if (!TryNote(Step, true))
            {
                Pauses = false;
                Wait(Step == 0 ? 1 : Step, nowMicros);
                return NotNoted;
            }

            _ended = _link.Handshakes;
            _longestMicros = 0;
            if (_link.AllowHandshake())
            {
                _underWay = true;
                Begun++;
                return null;
            }

            // While the note was written the link has taken other options: nothing begins, and nothing would ever end.
            TryNote(Step, false);
            return null;
        }

        private void End(long nowMicros)
        {
            bool outlasted = _longestMicros >= HoldMicros;
            Outlasted += outlasted ? 1 : 0;
            _underWay = false;
            Pauses = false;
            TryNote(outlasted ? Next(Step) : 0, false);
            Wait(Step, nowMicros);
        }

        // The step counts from now on, whether it is in flash or not. An old note that stays there has the next start wait for no reason, which is the safe side.
        private bool TryNote(int step, bool underWay)
        {
            try
            {
                _note.Save(step, underWay);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }

        private void Wait(int step, long nowMicros)
        {
            NotBeforeMicros = nowMicros + (RationSeconds[step < RationSeconds.Length ? step : RationSeconds.Length - 1] * SecondMicros);
        }

        private static int Next(int step)
        {
            return step + 1 < RationSeconds.Length ? step + 1 : RationSeconds.Length - 1;
        }
    }
}

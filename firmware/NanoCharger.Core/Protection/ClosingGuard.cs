namespace NanoCharger.Core.Protection
{
    /// <summary>Keeps a vehicle from wearing the contactor: what it does again and again waits longer each time.</summary>
    /// <remarks>
    /// Three ladders. Openings under load by a vehicle that ignores a pause or its offer latch at the eighth, missing diodes at the fifth. Closings less than a minute apart never latch, and
    /// their ladder ends at one minute: from there on closings are that far apart by themselves, and cars that balance their cells go from C to B and back for hours and
    /// must have their night. All three go back to their foot after ten minutes of charging without a break, and start anew for whoever comes next.
    /// </remarks>
    internal sealed class ClosingGuard
    {
        private const long ApartMicros = 60_000_000;
        private const long CalmMicros = 600_000_000;
        private const int TopOfClosings = 2;
        private const int Top = 5;
        private const int LoadedLatchAt = 8;
        private const int DiodesLatchAt = 5;

        private readonly BackOff _closings = new BackOff(TopOfClosings, 0);
        private long _closedSinceMicros = long.MinValue / 2;

        /// <summary>Openings under load.</summary>
        internal BackOff Loaded { get; } = new BackOff(Top, LoadedLatchAt);

        /// <summary>Diodes found missing.</summary>
        internal BackOff Diodes { get; } = new BackOff(Top, DiodesLatchAt);

        /// <summary>The vehicle drew on through the 6 s of a pause; or it has been opened under load so often that it gets no more.</summary>
        internal Fault Ignored { get; } = new Fault(FaultCode.LimitIgnored, StopKind.Open, 0);

        /// <summary>True while the contactor is commanded closed, as of the last turn.</summary>
        internal bool Closed { get; private set; }

        /// <summary>For how long it has been closed, or had been when it opened, in microseconds, as of the last turn.</summary>
        internal long ClosedForMicros { get; private set; }

        /// <summary>No offer before this monotonic time: closings came too fast. In the past when nothing waits.</summary>
        internal long NotBeforeMicros
        {
            get { return _closings.NotBeforeMicros; }
        }

        /// <summary>Takes in one turn, after all that may open.</summary>
        internal void Update(GuardInputs inputs)
        {
            if (inputs.Unplugged)
            {
                Reset();
            }

            if (inputs.PauseIgnored)
            {
                Loaded.Climb();
                Loaded.Pause(inputs.NowMicros);
            }

            Follow(inputs.CommandedClosed, inputs.NowMicros);
            Ignored.Update(inputs.PauseIgnored || Loaded.Latched, inputs.NowMicros >= Loaded.NotBeforeMicros, inputs.NowMicros);
        }

        /// <summary>The technician clears it.</summary>
        internal void Clear()
        {
            Reset();
            Ignored.Clear();
        }

        private void Follow(bool closed, long now)
        {
            if (closed && !Closed)
            {
                if (now - _closedSinceMicros < ApartMicros)
                {
                    _closings.Climb();
                }

                _closedSinceMicros = now;
            }
            else if (!closed && Closed)
            {
                _closings.Pause(now);
            }

            Closed = closed;
            if (closed)
            {
                // What happened in a stall happened at its beginning for all one knows.
                ClosedForMicros = now - _closedSinceMicros;
                if (ClosedForMicros >= CalmMicros)
                {
                    _closings.Calm();
                    Loaded.Calm();
                    Diodes.Calm();
                }
            }
        }

        private void Reset()
        {
            _closings.Reset();
            Loaded.Reset();
            Diodes.Reset();
        }
    }
}

namespace NanoCharger.Bay.Memory
{
    /// <summary>One rule of what must survive a restart (invariant 6). It knows what the bay did and saw, never what the firmware believes.</summary>
    internal abstract class MemoryRule
    {
        /// <summary>Something physical has changed.</summary>
        public virtual void Changed()
        {
        }

        /// <summary>The firmware has ended a turn.</summary>
        public virtual void Turned()
        {
        }

        /// <summary>The firmware is gone: the power was cut, or the watchdog has reset the chip. What it cannot have written down yet is in doubt, and a doubt is in its favour.</summary>
        public virtual void Cut()
        {
        }

        /// <summary>The firmware is started.</summary>
        public virtual void Booted()
        {
        }

        /// <summary>Somebody has typed, sent or shown it; whether the firmware has taken it is not known yet.</summary>
        public virtual void Asked(Wish wish)
        {
        }

        /// <summary>The firmware has answered that it does it.</summary>
        /// <param name="wish">What was asked for.</param>
        /// <param name="answer">Its words: the console's line, or the call's status.</param>
        public virtual void Accepted(Wish wish, string answer)
        {
        }

        /// <summary>The firmware has answered that it does not.</summary>
        public virtual void Refused(Wish wish)
        {
        }

        /// <summary>A card was shown to the reader of a chip that runs.</summary>
        public virtual void Shown(string token)
        {
        }

        /// <summary>A transaction's begin record is in the flash.</summary>
        /// <param name="token">On whose card; empty for nobody's.</param>
        public virtual void Begun(string token)
        {
        }

        /// <summary>The open transaction's end record is in the flash.</summary>
        public virtual void Ended()
        {
        }
    }
}

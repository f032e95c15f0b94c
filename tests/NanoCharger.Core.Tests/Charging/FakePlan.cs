using NanoCharger.Core.Charging;
using NanoCharger.Core.Settings;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>A plan that remembers what it was shown, and does what the test says.</summary>
    public sealed class FakePlan : IReadingPlan
    {
        /// <summary>Times that it was shown what the vehicle does.</summary>
        public int Looks { get; private set; }

        /// <summary>The power that it was shown last.</summary>
        public int Milliwatts { get; private set; }

        /// <summary>Whether the vehicle might draw, as it was shown last.</summary>
        public bool MayDraw { get; private set; }

        /// <summary>What it says is due.</summary>
        public DocumentForm Next { get; set; }

        /// <inheritdoc/>
        public bool Idle { get; set; }

        /// <inheritdoc/>
        public void Configure(SettingsStore settings)
        {
        }

        /// <inheritdoc/>
        public void Begin(TransactionEvent begin)
        {
        }

        /// <inheritdoc/>
        public void Watch(int milliwatts, bool mayDraw, long nowMicros)
        {
            Looks++;
            Milliwatts = milliwatts;
            MayDraw = mayDraw;
        }

        /// <inheritdoc/>
        public DocumentForm Due(TransactionEvent reading, bool room)
        {
            return Next;
        }
    }
}

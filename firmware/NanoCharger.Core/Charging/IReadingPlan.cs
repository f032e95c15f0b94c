using NanoCharger.Core.Settings;

namespace NanoCharger.Core.Charging
{
    /// <summary>Says which readings between a transaction's begin and its end are signed, and as what.</summary>
    public interface IReadingPlan
    {
        /// <summary>True from the document that says that the vehicle does not draw until the one that says that it does.</summary>
        bool Idle { get; }

        /// <summary>Takes over the settings sign.*.</summary>
        void Configure(SettingsStore settings);

        /// <summary>A transaction begins with this reading, which is signed.</summary>
        void Begin(TransactionEvent begin);

        /// <summary>Looks what the vehicle does; once a turn.</summary>
        /// <param name="milliwatts">Power of all phases, averaged over about a second.</param>
        /// <param name="mayDraw">False while the station keeps it from drawing.</param>
        /// <param name="nowMicros">Monotonic time.</param>
        void Watch(int milliwatts, bool mayDraw, long nowMicros);

        /// <summary>Which document the present reading is to carry; it then counts as signed. Allocates nothing.</summary>
        /// <param name="reading">When it is, how sure that is, and the register.</param>
        /// <param name="room">True while the journal has room for a document between begin and end.</param>
        /// <returns>None, or one of those between begin and end.</returns>
        DocumentForm Due(TransactionEvent reading, bool room);
    }
}

using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>How the delivery of the owed records fares. OCPP alone writes it, but for the wish to try those set aside again; the console shows it.</summary>
    public sealed class Delivery
    {
        /// <summary>A delivery that has not begun. Touches nothing yet.</summary>
        /// <param name="storage">For what is set aside.</param>
        public Delivery(IStorage storage)
        {
            Aside = new AsideFile(storage);
        }

        /// <summary>The records that the backend has refused for good.</summary>
        public AsideFile Aside { get; }

        /// <summary>What the backend answered when it last did not take a record: code and description. Of meaning while <see cref="Failures"/> is above 0.</summary>
        public AsciiWriter Failure { get; } = new AsciiWriter(AsideFile.MaxReasonLength);

        /// <summary>Errors that the backend has answered records with since it last took one or one was set aside.</summary>
        public int Failures { get; set; }

        /// <summary>True when the records that are set aside shall be sent again. Does not survive a restart.</summary>
        public bool RetryWanted { get; set; }

        /// <summary>Wishes for the records that are set aside to be sent again, before all newer ones.</summary>
        /// <returns>How many they are.</returns>
        public int Retry()
        {
            RetryWanted = Aside.Count > 0;
            return Aside.Count;
        }
    }
}

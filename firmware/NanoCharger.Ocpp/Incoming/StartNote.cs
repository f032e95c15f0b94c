using NanoCharger.Core.Charging;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>What our own customData of a RequestStartTransaction adds to it; that of others is passed over.</summary>
    internal static class StartNote
    {
        private const int MostSeconds = 604_800;
        private const int MostWattHours = 1_000_000;

        // No number of a payload is that small.
        private const long Unsaid = long.MinValue;

        /// <summary>Reads the present field's value.</summary>
        /// <param name="payload">Stands on the field.</param>
        /// <param name="into">Takes the price, within which time it has to begin, and the most that it may take; keeps what it has where nobody of ours says any.</param>
        internal static void Read(PayloadReader payload, RemoteStart into)
        {
            bool ours = false;
            bool hasTariff = false;
            string tariff = null;
            long within = Unsaid;
            long wattHours = Unsaid;
            long seconds = Unsaid;
            if (!payload.Enter("customData"))
            {
                return;
            }

            while (payload.NextField())
            {
                if (payload.IsField("vendorId"))
                {
                    ours = payload.PlainIfText() == OcppMessages.Vendor;
                }
                else if (payload.IsField("tariff"))
                {
                    tariff = payload.PlainIfText();
                    hasTariff = true;
                }
                else if (payload.IsField("startWithin"))
                {
                    within = payload.WholeIfNumber();
                }
                else if (payload.IsField("mostWattHours"))
                {
                    wattHours = payload.WholeIfNumber();
                }
                else if (payload.IsField("mostSeconds"))
                {
                    seconds = payload.WholeIfNumber();
                }
                else
                {
                    payload.Skip();
                }
            }

            if (!ours)
            {
                return;
            }

            into.Tariff = tariff;
            into.WithinSeconds = Checked(payload, within, MostSeconds, "customData.startWithin", "not within 1..604800");
            into.MostWattHours = Checked(payload, wattHours, MostWattHours, "customData.mostWattHours", "not within 1..1000000");
            into.MostSeconds = Checked(payload, seconds, MostSeconds, "customData.mostSeconds", "not within 1..604800");
            if (hasTariff && !TariffText.IsValid(tariff))
            {
                payload.Fail(CallFault.PropertyConstraintViolation, "customData.tariff", "no text that a signed document can carry");
            }
        }

        private static int Checked(PayloadReader payload, long value, int most, string field, string wrong)
        {
            if (value == Unsaid)
            {
                return 0;
            }

            if (value < 1 || value > most)
            {
                payload.Fail(CallFault.PropertyConstraintViolation, field, wrong);
            }

            return (int)value;
        }
    }
}

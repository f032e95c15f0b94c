using NanoCharger.Core.Charging;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>What our own customData of a RequestStartTransaction adds to it; that of others is passed over.</summary>
    internal static class StartNote
    {
        private const int MostWithinSeconds = 604_800;

        /// <summary>Reads the present field's value.</summary>
        /// <param name="payload">Stands on the field.</param>
        /// <param name="into">Takes the price, and within which time it has to begin; keeps what it has where nobody of ours says any.</param>
        internal static void Read(PayloadReader payload, RemoteStart into)
        {
            bool ours = false;
            bool hasTariff = false;
            bool hasWithin = false;
            string tariff = null;
            long within = 0;
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
                    hasWithin = true;
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
            into.WithinSeconds = (int)within;
            if (hasWithin && (within < 1 || within > MostWithinSeconds))
            {
                payload.Fail(CallFault.PropertyConstraintViolation, "customData.startWithin", "not within 1..604800");
            }

            if (hasTariff && !TariffText.IsValid(tariff))
            {
                payload.Fail(CallFault.PropertyConstraintViolation, "customData.tariff", "no text that a signed document can carry");
            }
        }
    }
}

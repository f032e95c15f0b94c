using NanoCharger.Core.Charging;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>What our own customData of a RequestStartTransaction adds to it; that of others is passed over.</summary>
    internal static class StartNote
    {
        /// <summary>Reads the present field's value.</summary>
        /// <param name="payload">Stands on the field.</param>
        /// <param name="into">Takes the price; keeps what it has where nobody of ours says any.</param>
        internal static void Read(PayloadReader payload, RemoteStart into)
        {
            bool ours = false;
            bool hasTariff = false;
            string tariff = null;
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
            if (hasTariff && !TariffText.IsValid(tariff))
            {
                payload.Fail(CallFault.PropertyConstraintViolation, "customData.tariff", "no text that a signed document can carry");
            }
        }
    }
}

using NanoCharger.Core.Charging;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>What our own customData of a RequestStartTransaction adds to it; that of others is passed over.</summary>
    internal sealed class StartNote
    {
        /// <summary>What the driver pays, as <see cref="TariffText"/> allows it; null when nobody says.</summary>
        internal string Tariff { get; private set; }

        /// <summary>There is none.</summary>
        internal void Clear()
        {
            Tariff = null;
        }

        /// <summary>Reads the present field's value.</summary>
        internal void Read(PayloadReader payload)
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

            Tariff = ours ? tariff : null;
            if (ours && hasTariff && !TariffText.IsValid(tariff))
            {
                payload.Fail(CallFault.PropertyConstraintViolation, "customData.tariff", "no text that a signed document can carry");
            }
        }
    }
}

using NanoCharger.Core.Charging;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp
{
    /// <summary>What the backend says about a token: its answer to Authorize, and perhaps to a TransactionEvent.</summary>
    public sealed class TokenAnswer
    {
        private readonly JsonReader _reader = new JsonReader();
        private readonly AsciiWriter _text = new AsciiWriter(TariffText.MaxLength);

        /// <summary>True when the answer says anything about the token.</summary>
        public bool Told { get; private set; }

        /// <summary>True when the token may charge; anything but Accepted is a no.</summary>
        public bool Accepted { get; private set; }

        /// <summary>The text about the price that came with it (personalMessage), as <see cref="TariffText"/> allows it; null for none.</summary>
        public string Tariff { get; private set; }

        /// <summary>Texts about the price since the start that no signed document can carry, and that were left out.</summary>
        public int TariffsLeftOut { get; private set; }

        /// <summary>Reads the payload of a call result. One that is not of the form tells nothing.</summary>
        public void Read(byte[] source, int offset, int length)
        {
            Told = false;
            Accepted = false;
            Tariff = null;
            _reader.Start(source, offset, length);
            _reader.Read();
            while (_reader.Read() == JsonToken.Name)
            {
                if (_reader.Is("idTokenInfo") && _reader.Read() == JsonToken.ObjectStart)
                {
                    ReadInfo();
                }
                else
                {
                    _reader.Skip();
                }
            }
        }

        private void ReadInfo()
        {
            while (_reader.Read() == JsonToken.Name)
            {
                if (_reader.Is("status") && _reader.Read() == JsonToken.Text)
                {
                    Told = true;
                    Accepted = _reader.Is("Accepted");
                }
                else if (_reader.Is("personalMessage") && _reader.Read() == JsonToken.ObjectStart)
                {
                    ReadMessage();
                }
                else
                {
                    _reader.Skip();
                }
            }
        }

        private void ReadMessage()
        {
            while (_reader.Read() == JsonToken.Name)
            {
                if (_reader.Is("content") && _reader.Read() == JsonToken.Text)
                {
                    TakeTariff();
                }
                else
                {
                    _reader.Skip();
                }
            }
        }

        private void TakeTariff()
        {
            string text = _reader.TryText(_text) ? _text.ToString() : null;
            Tariff = TariffText.IsValid(text) ? text : null;
            TariffsLeftOut += Tariff == null ? 1 : 0;
        }
    }
}

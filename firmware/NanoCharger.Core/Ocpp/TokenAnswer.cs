namespace NanoCharger.Core.Ocpp
{
    /// <summary>What the backend says about a token: its answer to Authorize, and perhaps to a TransactionEvent.</summary>
    public sealed class TokenAnswer
    {
        private readonly JsonReader _reader = new JsonReader();

        /// <summary>True when the answer says anything about the token.</summary>
        public bool Told { get; private set; }

        /// <summary>True when the token may charge; anything but Accepted is a no.</summary>
        public bool Accepted { get; private set; }

        /// <summary>Reads the payload of a call result. One that is not of the form tells nothing.</summary>
        public void Read(byte[] source, int offset, int length)
        {
            Told = false;
            Accepted = false;
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
                else
                {
                    _reader.Skip();
                }
            }
        }
    }
}

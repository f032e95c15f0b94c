namespace NanoCharger.Ocpp
{
    /// <summary>A date that a call's payload may have (RFC 3339, as OCPP 2.0.1 has its dateTime).</summary>
    internal sealed class DateField
    {
        private const int MostLength = 40;

        private readonly Rfc3339 _form = new Rfc3339();
        private readonly byte[] _text = new byte[MostLength];

        /// <summary>Reads the present field.</summary>
        /// <param name="payload">Stands on the field.</param>
        /// <param name="field">Its name, for what is wrong with it.</param>
        /// <returns>Milliseconds since 1970; 0 behind a fault.</returns>
        internal long Read(PayloadReader payload, string field)
        {
            string text = payload.Identifier(field, MostLength);
            for (int i = 0; i < text.Length; i++)
            {
                _text[i] = (byte)text[i];
            }

            if (!_form.TryRead(_text, 0, text.Length, out long utcMillis))
            {
                payload.Fail(CallFault.PropertyConstraintViolation, field, "no date");
                return 0;
            }

            return utcMillis;
        }
    }
}

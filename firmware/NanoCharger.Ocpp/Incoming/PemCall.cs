using NanoCharger.Link.Credentials;
using NanoCharger.Ocpp.Json;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Incoming
{
    /// <summary>A call that brings certificates: a text of several lines, and what it is for.</summary>
    /// <remarks>What a frame of 4 096 bytes carries is less than OCPP allows for it; what is too long never arrives.</remarks>
    internal abstract class PemCall : IncomingCall
    {
        /// <summary>reasonCode of what was looked at and refused.</summary>
        protected const string Invalid = "InvalidCertificate";

        /// <summary>reasonCode of a use that this station has not.</summary>
        protected const string NotOurs = "UnsupportedType";

        private readonly string _field;
        private readonly string[] _types;

        /// <summary>A call by its name.</summary>
        /// <param name="action">As OCPP 2.0.1 writes it.</param>
        /// <param name="field">That of the text.</param>
        /// <param name="types">What certificateType may be; the first is ours.</param>
        /// <param name="desk">Takes them; null for a station without.</param>
        protected PemCall(string action, string field, string[] types, CertificateDesk desk)
            : base(action)
        {
            _field = field;
            _types = types;
            Desk = desk;
        }

        /// <summary>Takes the certificates.</summary>
        protected CertificateDesk Desk { get; }

        /// <summary>The text; null when it is none that PEM could be.</summary>
        protected AsciiWriter Text { get; private set; }

        /// <summary>Place of certificateType among the types; -1 when it was not there.</summary>
        protected int Type { get; private set; }

        /// <inheritdoc/>
        internal override void Read(PayloadReader payload)
        {
            bool hasText = false;
            Text = null;
            Type = -1;
            if (Desk == null)
            {
                payload.Fail(CallFault.NotImplemented, "action", "not known here");
            }

            while (payload.NextField())
            {
                if (payload.IsField(_field))
                {
                    Text = payload.Lines(_field);
                    hasText = true;
                }
                else if (payload.IsField("certificateType"))
                {
                    Type = payload.OneOf("certificateType", _types);
                }
                else
                {
                    payload.Other(Action);
                }
            }

            payload.Need(hasText, _field);
        }

        /// <summary>Gives the text away, which is dropped.</summary>
        protected AsciiWriter TakeText()
        {
            AsciiWriter text = Text;
            Text = null;
            return text;
        }
    }
}

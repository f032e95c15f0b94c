using System.IO;
using NanoCharger.Hal;
using NanoCharger.Signing;
using NanoCharger.Signing.Certificates;
using NanoCharger.Text;

namespace NanoCharger.Link.Credentials
{
    /// <summary>Where the station asks for a certificate: draws a key for it, stores it, and makes the request (PKCS #10), a slice a turn.</summary>
    /// <remarks>
    /// The new key takes the place of the one in use only when its certificate comes. What stops the loop for a moment, noise (40 ms and 20 ms) and the
    /// write (up to 400 ms), waits until the contactor is open; the arithmetic, some 3 900 000 instructions in slices of 15 000, does not.
    /// While a request is made it takes some 8 KB; of what is made half a KB stays.
    /// </remarks>
    public sealed class RequestDesk
    {
        private readonly Credentials _credentials;
        private readonly IHmac _hmac;
        private readonly IEntropy _entropy;
        private LinkKeyDraw _draw;
        private CertificateRequest _request;
        private LinkKey _madeFor;
        private string _madeName;
        private byte[] _made;
        private Stage _stage;

        /// <summary>A desk without a request.</summary>
        /// <param name="credentials">Keep the key; know the station's name.</param>
        /// <param name="hmac">The board's.</param>
        /// <param name="entropy">The board's noise; null for a board without any, which gets no key.</param>
        public RequestDesk(Credentials credentials, IHmac hmac, IEntropy entropy)
        {
            _credentials = credentials;
            _hmac = hmac;
            _entropy = entropy;
        }

        private enum Stage
        {
            Idle = 0,
            Beginning,
            Drawing,
            Storing,
            Preparing,
            Making,
        }

        /// <summary>True while one is being made.</summary>
        public bool Busy
        {
            get { return _stage != Stage.Idle; }
        }

        /// <summary>The request, PEM in ASCII with a line feed behind each line; null while none is out for the pending key and the station's present name. Not to be written to.</summary>
        public byte[] Pem
        {
            get { return _made != null && _madeFor == _credentials.Pending && _madeName == _credentials.Station ? _made : null; }
        }

        /// <summary>What went wrong with the last one; null when nothing did.</summary>
        public string Failure { get; private set; }

        /// <summary>Begins a request. One that is out already is made anew for the same key, and comes out the same. Nothing happens while one is being made.</summary>
        public void Begin()
        {
            if (!Busy)
            {
                Failure = null;
                _made = null;
                _stage = Stage.Beginning;
            }
        }

        /// <summary>One slice of background, at most 15 000 instructions.</summary>
        /// <param name="contactorClosed">Whether somebody may be charging.</param>
        /// <returns>True in the step in which it is decided: <see cref="Pem"/> or <see cref="Failure"/> tell how.</returns>
        public bool Step(bool contactorClosed)
        {
            bool wasBusy = Busy;
            switch (_stage)
            {
                case Stage.Drawing:
                    if (_draw.Step())
                    {
                        _stage = Stage.Storing;
                    }

                    break;
                case Stage.Making:
                    Make();
                    break;
                default:
                    if (!contactorClosed)
                    {
                        StepThatStops();
                    }

                    break;
            }

            return wasBusy && !Busy;
        }

        private void StepThatStops()
        {
            switch (_stage)
            {
                case Stage.Beginning:
                    if (_credentials.Pending != null)
                    {
                        _stage = Stage.Preparing;
                        break;
                    }

                    _draw = new LinkKeyDraw(_entropy);
                    _draw.Begin();
                    _stage = Stage.Drawing;
                    break;
                case Stage.Storing:
                    Store();
                    break;
                case Stage.Preparing:
                    _madeFor = _credentials.Pending;
                    _madeName = _credentials.Station;
                    if (_madeFor == null || _madeName.Length == 0)
                    {
                        End("the station has no name, or its key was cleared meanwhile");
                        break;
                    }

                    _request = new CertificateRequest(_hmac, _entropy);
                    _request.Begin(_madeFor, _madeName);
                    _stage = Stage.Making;
                    break;
            }
        }

        private void Store()
        {
            LinkKey key = _draw.Key;
            _draw = null;
            if (key == null)
            {
                End("the board's noise gives no key");
                return;
            }

            try
            {
                _credentials.SetPending(key);
                _stage = Stage.Preparing;
            }
            catch (IOException)
            {
                End("the flash did not take the key");
            }
        }

        private void Make()
        {
            if (!_request.Step())
            {
                return;
            }

            byte[] der = _request.Der;
            if (der == null)
            {
                End("the signature did not hold");
                return;
            }

            // As long as it is, so that the array is the text.
            AsciiWriter text = new AsciiWriter(Signing.Certificates.Pem.Length(Signing.Certificates.Pem.Request, der.Length));
            Signing.Certificates.Pem.Write(text, Signing.Certificates.Pem.Request, der, 0, der.Length);
            _made = text.Buffer;
            End(null);
        }

        private void End(string failure)
        {
            Failure = failure;
            _draw = null;
            _request = null;
            _stage = Stage.Idle;
        }
    }
}

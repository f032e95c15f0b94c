using NanoCharger.Core.Charging;
using NanoCharger.Link.Credentials;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The request for a certificate, once it is made: PEM, to be signed by whoever answers for the stations.</summary>
    internal sealed class RequestPage : IPreparedPage
    {
        private readonly RequestDesk _requests;
        private readonly ChargerStatus _status;
        private int _at;

        internal RequestPage(RequestDesk requests, ChargerStatus status)
        {
            _requests = requests;
            _status = status;
        }

        /// <summary>Has one made, where none is out.</summary>
        internal void Start()
        {
            _at = 0;
            if (_requests.Pem == null)
            {
                _requests.Begin();
            }
        }

        /// <summary>Nobody waits for the end of a charge: whoever asks later gets it.</summary>
        public bool Prepare()
        {
            return !_requests.Busy || _status.ContactorClosed;
        }

        /// <inheritdoc/>
        public bool TryWriteLine(int index, AsciiWriter line)
        {
            byte[] pem = _requests.Pem;
            if (pem == null)
            {
                line.Put("cert request: ");
                line.Put(_requests.Failure ?? "is being made, and may wait for the end of the charge: ask again");
                return index == 0;
            }

            if (_at >= pem.Length)
            {
                return false;
            }

            while (_at < pem.Length && pem[_at] != '\n')
            {
                line.Put(pem[_at++]);
            }

            _at++;
            return true;
        }
    }
}

using NanoCharger.Console.Pages;
using NanoCharger.Core.Charging;
using NanoCharger.Link.Credentials;
using NanoCharger.Text;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows, asks for, takes and clears the certificates of the link.</summary>
    internal sealed class CertCommand : Command
    {
        private readonly CertificateDesk _desk;
        private readonly CertPage _page;
        private readonly RequestPage _request;
        private readonly PemLines _lines;
        private readonly PasteFrames _frames;

        internal CertCommand(CertificateDesk desk, ChargerStatus status)
            : base(
                "cert",
                "cert show           certificate and authorities of the link",
                "cert request        asks for a certificate: prints what to have signed",
                "cert import ca      takes authorities: paste PEM, then an empty line",
                "cert import chain   takes the station's own, then those above it",
                "cert paste ca N     N bytes as :OFFSET:BASE64:CRC32 lines; chain too",
                "cert clear CONFIRM  deletes certificates and keys of the link")
        {
            CertificateIntake intake = new CertificateIntake(desk);
            _desk = desk;
            _page = new CertPage(desk, status);
            _request = new RequestPage(desk.Requests, status);
            _lines = new PemLines(intake);
            _frames = new PasteFrames(intake);
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "show; request; import and ca or chain, then PEM of 3072 bytes at most (Ctrl-C drops it); paste, ca or chain and 1 to 3072 bytes; clear CONFIRM"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "cert show"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "request: an open contactor while the key is made. A chain: the newest request's key and the station's name"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            switch (rest)
            {
                case "show":
                    _page.Start();
                    answer.Show(_page);
                    break;
                case "request":
                    _request.Start();
                    answer.Show(_request);
                    break;
                case "import ca":
                case "import chain":
                    _lines.Begin(rest == "import ca");
                    answer.Take(_lines);
                    break;
                case "clear":
                    answer.Say("cert clear: type it with CONFIRM, all certificates and keys of the link go");
                    break;
                case "clear CONFIRM":
                    answer.Say("cert clear: " + (_desk.ClearAll() ?? "ok, all gone"));
                    break;
                default:
                    Paste(Words.Behind(rest), Words.First(rest) == "paste", answer);
                    break;
            }
        }

        private void Paste(string rest, bool wanted, IAnswer answer)
        {
            string what = Words.First(rest);
            if (!wanted || (what != "ca" && what != "chain"))
            {
                answer.Say("cert: show, request, import ca, import chain, paste ca N, paste chain N or clear CONFIRM");
            }
            else if (!Ascii.TryNumber(Words.Behind(rest), out long count) || count < 1 || count > CertificateIntake.MaxBytes)
            {
                answer.Say("cert paste: how many bytes, 1 to 3072?");
            }
            else
            {
                _frames.Begin(what == "ca", (int)count);
                answer.Take(_frames);
            }
        }
    }
}

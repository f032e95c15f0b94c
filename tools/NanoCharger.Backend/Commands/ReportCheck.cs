using System.Linq;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary>Holds a commissioning report against what is known of stations and keys: a report of the wrong board would let its receipts be billed under another's name.</summary>
    internal static class ReportCheck
    {
        /// <summary>The field that cannot be true, and why; null where all may be.</summary>
        internal static string? Problem(PlatformContext context, CommissioningReport report)
        {
            if (context.Keys.Where(row => row.PublicKey == report.Key.Hex && row.Station!.Name != report.Station).Select(row => row.Station!.Name).FirstOrDefault() is { } other)
            {
                return $"publicKey: is that of station {other}: a board makes its own";
            }

            if (context.Stations.Where(row => row.Serial == report.Serial && row.Name != report.Station).Select(row => row.Name).FirstOrDefault() is { } hangs)
            {
                return $"serial: board {report.Serial} is station {hangs}: end its keys there, and give the board a station id that was never used";
            }

            if (context.Keys.AsNoTracking().Include(row => row.Station).FirstOrDefault(row => row.PublicKey == report.Key.Hex) is not { } known)
            {
                return null;
            }

            if (known.Station!.Serial is { } serial && serial != report.Serial && known.Origin == KeyOrigin.Report)
            {
                return $"serial: this key was reported of board {serial}";
            }

            // A document of the first form has the station's name for the meter's number.
            string? text = context.Documents.Where(row => row.StationId == known.StationId && row.KeyNumber == known.Number).OrderByDescending(row => row.Number).Select(row => row.Text).FirstOrDefault();
            return text is not null && OcmfVerifier.Read(text) is { } document && document.Meter != document.Station && document.Meter != report.Serial
                ? $"serial: the documents under this key are of meter {document.Meter}" : null;
        }
    }
}

using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Console.Pages
{
    /// <summary>The words for what is in a record: OCPP's where it has one, so that they are found again in the backend.</summary>
    internal static class LogText
    {
        /// <summary>What a record is. A transaction's is told by its event.</summary>
        internal static string KindOf(LogRecord record)
        {
            switch (record.Kind)
            {
                case LogRecordKind.Transaction:
                    return record.Event == TransactionEventKind.Started ? "begin" : record.Event == TransactionEventKind.Ended ? "end" : "update";
                case LogRecordKind.Boot:
                    return "boot";
                case LogRecordKind.Calibration:
                    return "calibration";
                case LogRecordKind.Security:
                    return "security";
                case LogRecordKind.TimeBase:
                    return "time base";
                case LogRecordKind.Fault:
                    return "fault";
                case LogRecordKind.CalibrationRun:
                    return "calibration run";
                default:
                    return "newer";
            }
        }

        /// <summary>The boot in whose time the record's reading was taken: an end after a power cut is of the boot before.</summary>
        internal static long BootOf(int log, LogRecord record)
        {
            return log == ThreeLogs.Transactions && record.Kind != LogRecordKind.Newer && record.ReadingBoot > 0 ? record.ReadingBoot : record.Boot;
        }

        /// <summary>How sure a date is, as the signed documents say it (OCMF, TM).</summary>
        internal static char LetterOf(ClockQuality quality)
        {
            return quality == ClockQuality.Synchronised ? 'S' : quality == ClockQuality.Informative ? 'I' : 'U';
        }

        /// <summary>Writes a date and its letter; a clock that was never set has told none.</summary>
        internal static void PutDate(AsciiWriter line, long utcMillis, ClockQuality quality)
        {
            if (quality == ClockQuality.Unknown)
            {
                line.Put("unknown");
            }
            else
            {
                UtcDate.Write(line, utcMillis);
            }

            line.Put(' ');
            line.Put(LetterOf(quality));
        }

        /// <summary>True for a reading of which not all is to be billed by.</summary>
        internal static bool IsDoubted(ErrorFlags errors, ClockQuality quality, MeterState state)
        {
            return state != MeterState.Good || OcmfDocument.ErrorsOf(errors, quality).Length > 0;
        }

        /// <summary>Writes what of a reading is not to be billed by, and why its energy is not, with the letters of the documents (OCMF, EF and ST).</summary>
        internal static void PutDoubts(AsciiWriter line, ErrorFlags errors, ClockQuality quality, MeterState state)
        {
            string letters = OcmfDocument.ErrorsOf(errors, quality);
            line.Put(letters.IndexOf('E') >= 0 ? "energy (E)" : "");
            line.Put(letters.Length == 2 ? ", " : "");
            line.Put(letters.IndexOf('t') >= 0 ? "time (t)" : "");
            if (state != MeterState.Good)
            {
                line.Put(letters.Length > 0 ? ", meter state " : "meter state ");
                line.Put(OcmfDocument.LetterOf(state));
                return;
            }

            line.Put(letters.Length == 0 ? "none" : "");
        }

        /// <summary>Writes a register; below zero there is none.</summary>
        internal static void PutRegister(AsciiWriter line, long milliwattHours)
        {
            if (milliwattHours < 0)
            {
                line.Put("unknown");
                return;
            }

            line.Fixed(milliwattHours, 3);
            line.Put(" Wh");
        }

        /// <summary>Writes what the backend knows the record by.</summary>
        internal static void PutMessageId(AsciiWriter line, LogRecord record)
        {
            line.Number(record.Boot);
            line.Put('-');
            line.Number(record.Sequence);
        }

        /// <summary>The word of a form of document; null for none.</summary>
        internal static string Of(DocumentForm document)
        {
            switch (document)
            {
                case DocumentForm.None:
                    return null;
                case DocumentForm.Begin:
                    return "begin";
                case DocumentForm.Receipt:
                    return "receipt";
                default:
                    return "periodic";
            }
        }

        /// <summary>The word of who granted it.</summary>
        internal static string Of(GrantSource source)
        {
            switch (source)
            {
                case GrantSource.Free:
                    return "free";
                case GrantSource.Card:
                    return "card";
                case GrantSource.Console:
                    return "console";
                case GrantSource.Backend:
                    return "backend";
                default:
                    return "nobody";
            }
        }

        /// <summary>The word of a reason; null while it has not ended.</summary>
        internal static string Of(StoppedReason reason)
        {
            return reason == StoppedReason.None ? null : OcppWords.Of(reason);
        }
    }
}

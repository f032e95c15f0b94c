using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Core.Settings;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Records.Documents
{
    /// <summary>Writes signed documents (OCMF 1.2) from records of the log, in the one form that the README beside this lays down.</summary>
    /// <remarks>The bytes depend on the record alone: the same record gives the same document for ever, whatever the station is called by then.</remarks>
    public static class OcmfDocument
    {
        /// <summary>Longest document, with room to spare: a token of 36 bars, a text of 80 quotes, a receipt.</summary>
        public const int MaxBytes = 1800;

        /// <summary>Parts of which the payload is written, each in a slice of its own.</summary>
        public const int Parts = 4;

        /// <summary>Bytes before the payload.</summary>
        public const int PayloadOffset = 5;

        // ST by the number of the state; those that no firmware has given yet are "other error".
        private const string MeterLetters = "GTDRMXIOSEFNEEEE";

        private const int FormOfSixDecimals = 1;

        // TX of a document's first reading, by the document's number.
        private const string FirstLetters = " BBCSSCT";

        /// <summary>Writes one part of document and payload.</summary>
        /// <param name="into">Empty before part 0.</param>
        /// <param name="record">A record that carries a document.</param>
        /// <param name="part">0..<see cref="Parts"/> less 1, in order.</param>
        public static void WritePart(AsciiWriter into, LogRecord record, int part)
        {
            switch (part)
            {
                case 0:
                    WriteHead(into, record);
                    break;
                case 1:
                    WriteIdentification(into, record);
                    into.Put("\"CT\":\"CBIDC\",\"CI\":\"");
                    into.Put(record.Station);
                    into.Put(" 1\",\"RD\":[");
                    break;
                case 2:
                    WriteFirstReading(into, record);
                    break;
                default:
                    if (record.Document == DocumentForm.Receipt)
                    {
                        into.Put((byte)',');
                        WriteReading(into, record, EndOf(record.Reason));
                    }

                    into.Put("]}");
                    break;
            }
        }

        /// <summary>The letters of what a reading is not to be billed by (EF): "", "E", "t" or "Et".</summary>
        /// <remarks>A record of form 1 has no flags: how sure its clock was says as much.</remarks>
        public static string ErrorsOf(ErrorFlags errors, ClockQuality quality)
        {
            bool time = (errors & ErrorFlags.Time) != 0 || quality == ClockQuality.Unknown;
            return (errors & ErrorFlags.Energy) != 0 ? (time ? "Et" : "E") : time ? "t" : "";
        }

        /// <summary>The letter of how the meter was (ST).</summary>
        public static char LetterOf(MeterState state)
        {
            return MeterLetters[(int)state];
        }

        /// <summary>Writes what follows the payload.</summary>
        /// <param name="into">The document up to the payload's end.</param>
        /// <param name="der">The signature in DER.</param>
        /// <param name="length">Its length.</param>
        public static void WriteSignature(AsciiWriter into, byte[] der, int length)
        {
            into.Put("|{\"SA\":\"ECDSA-secp256r1-SHA256\",\"SE\":\"hex\",\"SM\":\"application/x-der\",\"SD\":\"");
            Hex.Write(into, der, 0, length);
            into.Put("\"}");
        }

        private static void WriteHead(AsciiWriter into, LogRecord record)
        {
            into.Put("OCMF|{\"FV\":\"1.2\",\"GI\":\"nanoCharger\",\"GS\":\"");
            into.Put(record.Station);
            into.Put("\",\"GV\":\"");
            FirmwareVersion.Write(into, record.Firmware);
            into.Put("\",\"PG\":\"T");
            into.Number(record.Pagination);
            into.Put("\",\"MV\":\"nanoCharger\",\"MM\":\"nanoCharger\",\"MS\":\"");
            into.Put(record.Serial ?? record.Station);
            into.Put("\",\"MF\":\"");
            FirmwareVersion.Write(into, record.Firmware);
            into.Put("\",");
        }

        private static void WriteIdentification(AsciiWriter into, LogRecord record)
        {
            switch (record.Source)
            {
                case GrantSource.Card:
                    into.Put("\"IS\":true,\"IL\":\"HEARSAY\",\"IF\":[\"RFID_PLAIN\"],\"IT\":\"ISO14443\",\"ID\":\"");
                    break;
                case GrantSource.Console:
                    into.Put("\"IS\":true,\"IL\":\"HEARSAY\",\"IF\":[],\"IT\":\"LOCAL\",\"ID\":\"");
                    break;
                case GrantSource.Backend:
                    into.Put("\"IS\":true,\"IL\":\"TRUSTED\",\"IF\":[\"OCPP_RS\"],\"IT\":\"CENTRAL\",\"ID\":\"");
                    break;
                default:
                    into.Put("\"IS\":false,\"IL\":\"NONE\",\"IF\":[],\"IT\":\"NONE\",\"ID\":\"");
                    break;
            }

            WriteToken(into, record.Token);
            into.Put("\",");
            if (record.Tariff != null)
            {
                into.Put("\"TT\":\"");
                WriteTariff(into, record.Tariff);
                into.Put("\",");
            }
        }

        private static void WriteToken(AsciiWriter into, string token)
        {
            int length = token == null ? 0 : token.Length;
            for (int i = 0; i < length; i++)
            {
                if (token[i] == '|')
                {
                    into.Put("\\u007c");
                }
                else
                {
                    into.Put((byte)token[i]);
                }
            }
        }

        private static void WriteTariff(AsciiWriter into, string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                char letter = text[i];
                if (letter == '"' || letter == '\\')
                {
                    into.Put((byte)'\\');
                }

                into.Put((byte)letter);
            }
        }

        private static void WriteFirstReading(AsciiWriter into, LogRecord record)
        {
            char letter = FirstLetters[(int)record.Document];
            if (letter != 'B')
            {
                WriteReading(into, record, (byte)letter);
                return;
            }

            WriteTime(into, record.BeginUtcMillis, record.BeginQuality);
            WriteRegister(into, (byte)'B', record.BeginRegisterMilliwattHours, record.Form);
            WriteDoubts(into, record.BeginErrors, record.BeginQuality, record.BeginMeterState);
        }

        private static void WriteReading(AsciiWriter into, LogRecord record, byte kind)
        {
            WriteTime(into, record.UtcMillis, record.Quality);
            WriteRegister(into, kind, record.RegisterMilliwattHours, record.Form);
            WriteDoubts(into, record.Errors, record.Quality, record.MeterState);
        }

        private static void WriteTime(AsciiWriter into, long utcMillis, ClockQuality quality)
        {
            into.Put("{\"TM\":\"");
            UtcDate.Write(into, utcMillis);
            into.CutTo(into.Length - 1);
            into.Put((byte)',');
            into.Number(utcMillis < 0 ? 0 : utcMillis % 1000, 3);
            into.Put("+0000 ");
            into.Put(quality == ClockQuality.Unknown ? (byte)'U' : quality == ClockQuality.Synchronised ? (byte)'S' : (byte)'I');
        }

        // The public reference verifier shows five decimals at most: form 1 had six. Cut, as a counter's wheels are read: the register was passed, never to come.
        private static void WriteRegister(AsciiWriter into, byte kind, long milliwattHours, int form)
        {
            into.Put("\",\"TX\":\"");
            into.Put(kind);
            into.Put("\",\"RV\":");
            if (form == FormOfSixDecimals)
            {
                into.Fixed(milliwattHours, 6);
            }
            else
            {
                into.Fixed(milliwattHours / 10, 5);
            }

            into.Put(",\"RI\":\"01-00:01.08.00*FF\",\"RU\":\"kWh\",\"RT\":\"AC\",\"EF\":\"");
        }

        private static void WriteDoubts(AsciiWriter into, ErrorFlags errors, ClockQuality quality, MeterState state)
        {
            into.Put(ErrorsOf(errors, quality));
            into.Put("\",\"ST\":\"");
            into.Put(LetterOf(state));
            into.Put("\"}");
        }

        private static byte EndOf(StoppedReason reason)
        {
            switch (reason)
            {
                case StoppedReason.EVDisconnected:
                case StoppedReason.EnergyLimitReached:
                case StoppedReason.TimeLimitReached:
                    return (byte)'E';
                case StoppedReason.Local:
                    return (byte)'L';
                case StoppedReason.Remote:
                case StoppedReason.DeAuthorized:
                    return (byte)'R';
                case StoppedReason.PowerLoss:
                    return (byte)'P';
                default:
                    return (byte)'A';
            }
        }
    }
}

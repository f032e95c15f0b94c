using NanoCharger.Records.SessionLog;
using NanoCharger.Fakes;
using NanoCharger.Signing;
using NanoCharger.Text;

namespace NanoCharger.App.Tests
{
    /// <summary>A charger on a board in memory with a backend that accepts whatever it is told, and a technician.</summary>
    public sealed class SignedLoop
    {
        private const int PrivateOffset = 20;
        private const int PublicOffset = 52;
        private const int NumberBytes = 32;
        private const string PublicKey = "\"publicKey\":\"";

        private int _answered;

        /// <summary>Starts a charger on this flash, without a connection at first.</summary>
        public SignedLoop(FakeFlash flash, CountingNoise noise)
        {
            Board = new FakeBoard();
            Board.Flash = flash;
            Board.Noise = noise;
            Link = new ScriptedLink();
            Board.Wire = Link;
            Loop = new Loop(Board);
        }

        /// <summary>The board.</summary>
        public FakeBoard Board { get; }

        /// <summary>The charger's turns.</summary>
        public Loop Loop { get; }

        /// <summary>The way to the backend.</summary>
        public ScriptedLink Link { get; }

        /// <summary>Everything that the charger has told anybody: console and backend.</summary>
        public string Told
        {
            get
            {
                string told = Board.Port.Printed;
                for (int i = 0; i < Link.Count; i++)
                {
                    told += Link.Sent(i);
                }

                return told;
            }
        }

        /// <summary>Messages with a signed reading so far.</summary>
        public int Documents
        {
            get
            {
                int documents = 0;
                for (int i = 0; i < Link.Count; i++)
                {
                    documents += Link.Sent(i).IndexOf("signedMeterData") >= 0 ? 1 : 0;
                }

                return documents;
            }
        }

        /// <summary>A flash with the key of the examples.</summary>
        public static FakeFlash FlashWithKey()
        {
            FakeFlash flash = FakeUnit.Flash();
            FakeKey.Store(flash);
            return flash;
        }

        /// <summary>The private number in a slot, as small digits.</summary>
        public static string PrivateDigits(FakeFlash flash, string slot)
        {
            return Letters.Hex(Part(flash, slot, PrivateOffset), NumberBytes);
        }

        /// <summary>The public number X in a slot, as small digits.</summary>
        public static string PublicDigits(FakeFlash flash, string slot)
        {
            return Letters.Hex(Part(flash, slot, PublicOffset), NumberBytes);
        }

        /// <summary>The private number's bytes in a slot.</summary>
        public static byte[] PrivateBytes(FakeFlash flash)
        {
            return Part(flash, KeyStore.SlotA, PrivateOffset);
        }

        /// <summary>The text of the newest security event in the log; null for none.</summary>
        public static string SecurityEvent(FakeFlash flash)
        {
            RecordLog log = new RecordLog(flash);
            log.Recover();
            LogRecord record = new LogRecord();
            string text = null;
            long at = 0;
            while (log.Events.Audit.TryReadNext(at, record))
            {
                at = record.Sequence;
                text = record.Kind == LogRecordKind.Security ? record.Token : text;
            }

            return text;
        }

        /// <summary>Turns for so long; the backend answers what it hears.</summary>
        public void Run(int millis)
        {
            long until = Board.Micros + (millis * 1_000L);
            while (Board.Micros < until)
            {
                Loop.Charger.Turn();
                if (Link.Count > _answered)
                {
                    _answered = Link.Count;
                    Link.Answer(Link.Last.IndexOf("BootNotification") >= 0 ? "{\"currentTime\":\"2026-11-22T13:22:04Z\",\"interval\":3600,\"status\":\"Accepted\"}" : "{}");
                }
            }
        }

        /// <summary>A technician types a line, and waits so long.</summary>
        /// <returns>What is printed meanwhile.</returns>
        public string Type(string line, int millis)
        {
            int before = Board.Port.Printed.Length;
            Board.Port.Type(line + "\r");
            Run(millis);
            return Board.Port.Printed.Substring(before);
        }

        /// <summary>A vehicle charges for some seconds, and leaves.</summary>
        public void ChargeOnce(int millis)
        {
            Loop.Charge(449);
            Run(millis);
            Board.Converter.AmpsPeak = 0;
            Board.PilotLine.Show(12_000);
            Run(3_000);
        }

        /// <summary>The public key that every document so far was sent with; null for none, "several" for more than one.</summary>
        public string KeySent()
        {
            string key = null;
            for (int i = 0; i < Link.Count; i++)
            {
                int at = Link.Sent(i).IndexOf(PublicKey);
                if (at >= 0)
                {
                    at += PublicKey.Length;
                    string sent = Link.Sent(i).Substring(at, Link.Sent(i).IndexOf('"', at) - at);
                    key = key == null || key == sent ? sent : "several";
                }
            }

            return key;
        }

        private static byte[] Part(FakeFlash flash, string slot, int offset)
        {
            byte[] part = new byte[NumberBytes];
            System.Array.Copy(flash.Content(slot), offset, part, 0, NumberBytes);
            return part;
        }
    }
}

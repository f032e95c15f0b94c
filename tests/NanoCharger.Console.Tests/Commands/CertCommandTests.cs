namespace NanoCharger.Console.Tests.Commands
{
    using NanoCharger.Console;
    using NanoCharger.Console.Commands;
    using NanoCharger.Fakes;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>Certificates at the serial port.</summary>
    [TestClass]
    public class CertCommandTests
    {
        // CN "another root", authority, 2025 to 2055.
        private const string Root =
            "MIIBTzCB96ADAgECAgEDMAoGCCqGSM49BAMCMBcxFTATBgNVBAMMDGFub3RoZXIgcm9vdDAgFw0yNTAxMDEwMDAwMDBaGA8yMDU1MDEwMTAwMDAwMFowFzEV"
            + "MBMGA1UEAwwMYW5vdGhlciByb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEy0r7NjGyvE49461lREMZbShjvXXz0cxgnUQjhjn033DMM07gvwN/s+op"
            + "6raXKeM2DoF+cmpKUFs5pOyVwOoVa6MyMDAwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUMGzkw3Gtj9wIBBIwmd1vkBEqFQgwCgYIKoZIzj0EAwIDRwAw"
            + "RAIgGFI10GNnjWawp12IZeEwIguueyFxp3B4qZ3/ZY51DXkCICSM/ZOtFQ9vIuJ8qEJEHm1DaiHiwfwAoGwSEX3fBcWz";

        private static ConsoleParts _parts;
        private static FakePort _port;
        private static TechnicianConsole _console;

        [TestMethod]
        public void Shows_that_there_is_none()
        {
            Begin();
            Type("cert show\r");
            Assert.IsTrue(Has("certificate none: cert request, cert import chain\r\n"), _port.Screen);
            Assert.IsTrue(Has("authority none: cert import ca\r\n"), _port.Screen);
        }

        [TestMethod]
        public void Takes_what_is_pasted_and_shows_it()
        {
            Begin();
            Type("cert import ca\r" + Pem() + "\r");
            Assert.IsTrue(Has("+ + + "), _port.Screen);
            Assert.IsTrue(Has("cert import: ok, on trial"), _port.Screen);
            Assert.IsFalse(Has("MII"), "no echo");
            _port.Clear();
            Type("cert show\r");
            Assert.IsTrue(Has("authority another root, until 2055-01-01T00:00:00Z\r\n> "), _port.Screen);
            Assert.IsTrue(Has("on trial: "), _port.Screen);
            _port.Clear();
            Type("cert import ca\r" + Pem() + "\r");
            Assert.IsTrue(Has("cert import: ok, in use already: nothing changed"), _port.Screen);
        }

        [TestMethod]
        public void What_was_pasted_is_refused_with_the_reason_and_nothing_of_it_is_a_command()
        {
            Begin();
            Type("cert import chain\r" + Pem() + "\r");
            Assert.IsTrue(Has("cert import: refused: the station has no key of its own yet"), _port.Screen);
            _port.Clear();
            Type("cert import ca\r" + Pem().Substring(0, 200) + "\u0001\r" + Pem().Substring(201) + "\r");
            Assert.IsTrue(Has("cert import: refused: line refused, nothing done"), _port.Screen);
            Assert.IsFalse(Has("no such command"), _port.Screen);
            _port.Clear();
            Type("cert import ca\r" + Pem().Substring(0, 200) + "\r\r\r");
            Assert.IsTrue(Has("refused: not PEM: "), _port.Screen);
            Assert.IsNull(_parts.Certificates.Credentials.Identity);
        }

        [TestMethod]
        public void Control_C_drops_what_was_pasted()
        {
            Begin();
            Type("cert import ca\r" + Pem() + "\u0003");
            Assert.IsTrue(Has("dropped, nothing done\r\n> "), _port.Screen);
            Assert.IsNull(_parts.Certificates.Credentials.Identity);
            Type("cert\r");
            Assert.IsTrue(Has("cert: show, request"), "commands again");
        }

        [TestMethod]
        public void Each_line_with_a_checksum_is_acknowledged_and_the_last_one_ends_it()
        {
            Begin();
            byte[] pem = Bytes(Pem());
            Type("cert paste ca " + pem.Length.ToString() + "\r");
            Type(Frame(pem, 0, 54) + "\r");
            Assert.IsTrue(Has("ok 54\r\n+ "), _port.Screen);
            Expect("again 54: what comes before it is missing", Frame(pem, 108, 54));
            Expect("again 54: it is not :OFFSET:BASE64:CRC", "hello");
            Expect("again 54: the line is damaged", Frame(pem, 54, 54) + "\u0001");
            Expect("again 54: its place or its bytes are none", Frame(new byte[pem.Length + 54], pem.Length, 54));
            string line = Frame(pem, 54, 54);
            for (int i = 1; i < line.Length; i++)
            {
                Expect("again 54: ", line.Substring(0, i) + (line[i] == '0' ? '1' : '0') + line.Substring(i + 1));
            }

            Expect("ok 54", Frame(pem, 0, 54));
            for (int at = 54; at < pem.Length; at += 54)
            {
                Type(Frame(pem, at, pem.Length - at < 54 ? pem.Length - at : 54) + "\r");
            }

            Assert.IsTrue(Has("cert paste: ok, on trial"), _port.Screen);
            Assert.IsNotNull(_parts.Certificates.Credentials.Identity);
        }

        [TestMethod]
        public void Prints_the_request_once_it_is_made()
        {
            Begin();
            _port.Type("cert request\r");
            for (int i = 0; i < 1000; i++)
            {
                _parts.Certificates.Requests.Step(false);
                _console.Step();
            }

            Assert.IsTrue(Has("-----BEGIN CERTIFICATE REQUEST-----\r\nMI"), _port.Screen);
            Assert.IsTrue(Has("-----END CERTIFICATE REQUEST-----\r\n> "), _port.Screen);
            Type("cert clear CONFIRM\r");
            Assert.IsNull(_parts.Certificates.Credentials.Pending);
            _parts.Status.ContactorClosed = true;
            Type("cert request\r");
            Assert.IsTrue(Has("is being made, and may wait for the end of the charge"), _port.Screen);
        }

        private static void Begin()
        {
            FakeFlash flash = new FakeFlash();
            LogScript charger = new LogScript(flash);
            charger.Start();
            _parts = FakeParts.Of(flash, charger.Log, 1);
            _port = new FakePort();
            _console = new TechnicianConsole(_port, _parts);
        }

        private static void Type(string text)
        {
            _port.Type(text);
            for (int i = 0; i < (text.Length / 4) + 60; i++)
            {
                _console.Step();
            }
        }

        private static void Expect(string answer, string line)
        {
            _port.Clear();
            Type(line + "\r");
            Assert.IsTrue(_port.Screen.IndexOf("\r\n" + answer) == 0, line + " " + _port.Screen);
        }

        private static bool Has(string text)
        {
            return _port.Screen.IndexOf(text) >= 0;
        }

        private static string Pem()
        {
            string text = "-----BEGIN CERTIFICATE-----\n";
            for (int at = 0; at < Root.Length; at += 64)
            {
                text += Root.Substring(at, Root.Length - at < 64 ? Root.Length - at : 64) + "\n";
            }

            return text + "-----END CERTIFICATE-----\n";
        }

        private static byte[] Bytes(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }

        private static string Frame(byte[] bytes, int at, int count)
        {
            AsciiWriter covered = new AsciiWriter(80);
            covered.Number(at);
            covered.Put(':');
            Base64.Write(covered, bytes, at, count);
            uint code = Crc32.Compute(covered.Buffer, 0, covered.Length);
            AsciiWriter digits = new AsciiWriter(8);
            byte[] big = { (byte)(code >> 24), (byte)(code >> 16), (byte)(code >> 8), (byte)code };
            Hex.Write(digits, big, 0, 4);
            return ":" + covered.ToString() + ":" + digits.ToString();
        }
    }
}

using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using NanoCharger.Bay;
using NanoCharger.Bench;
using NanoCharger.Text;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>Three KiB of certificates over the technician's line, to the whole firmware: they arrive byte for byte, or what is missing is noticed.</summary>
    public sealed class PasteRunTests
    {
        /// <summary>Where a slot has the authorities: behind the frame's beginning and three lengths.</summary>
        private const int TrustAt = 14;

        private const int OldRuntimeBytes = 256;

        private readonly ITestOutputHelper _output;
        private readonly StringBuilder _printed = new();
        private readonly string _pem;
        private readonly byte[] _der;
        private ChargingBay _bay = null!;

        public PasteRunTests(ITestOutputHelper output)
        {
            _output = output;
            X509Certificate2[] roots = [Root(700), Root(700)];
            _pem = string.Concat(roots.Select(root => root.ExportCertificatePem() + "\n"));
            _der = [.. roots.SelectMany(root => root.RawData)];
            Assert.InRange(_pem.Length, 2900, 3072);
        }

        [Fact]
        public void A_file_sent_at_once_arrives_whole()
        {
            Play(int.MaxValue, prompt => { }, "cert import ca\r" + _pem + "\r");
            AssertTaken();
        }

        [Fact]
        public void A_runtime_with_256_bytes_loses_some_of_it_and_nothing_is_stored()
        {
            Play(OldRuntimeBytes, prompt => { }, "cert import ca\r" + _pem + "\r");
            Assert.True(_bay.Console.Lost > 0);
            Assert.Contains("cert import: refused: ", _printed.ToString());
            Assert.False(_bay.Flash.Contains("link.a"));
        }

        [Fact]
        public void A_line_for_each_prompt_arrives_whole_there_too()
        {
            string[] lines = _pem.Split('\n');
            int next = 0;
            Play(OldRuntimeBytes, prompt => Send(next < lines.Length ? lines[next++] : ""), "cert import ca\r");
            AssertTaken();
            Assert.Equal(0, _bay.Console.Lost);
        }

        /// <summary>Every seventh line is altered on the way, and every eleventh lost: each is named, and sent again.</summary>
        [Fact]
        public void Lines_with_a_checksum_arrive_whole_over_a_line_that_alters_and_loses_them()
        {
            byte[] bytes = Encoding.ASCII.GetBytes(_pem);
            int sent = 0;
            int at = 0;
            int again = 0;
            Play(
                OldRuntimeBytes,
                prompt =>
                {
                    string last = prompt.TrimEnd().Split('\n')[^2].Trim();
                    again += last.StartsWith("again ", StringComparison.Ordinal) ? 1 : 0;
                    at = last.StartsWith("ok ", StringComparison.Ordinal) || last.StartsWith("again ", StringComparison.Ordinal) ? int.Parse(last.Split(' ', ':')[1], CultureInfo.InvariantCulture) : at;
                    string line = Frame(bytes, at);
                    sent++;
                    if (sent % 11 == 0)
                    {
                        line = Frame(bytes, Math.Min(at + 54, bytes.Length - 1));
                    }

                    Send(sent % 7 == 0 ? line[..20] + (line[20] == 'A' ? 'B' : 'A') + line[21..] : line);
                },
                FormattableString.Invariant($"cert paste ca {bytes.Length}\r"));
            _output.WriteLine($"{sent} lines for {bytes.Length} bytes, {again} of them again");
            AssertTaken();
            Assert.InRange(again, 5, 40);
        }

        private void Play(int bufferBytes, Action<string> prompted, string typed)
        {
            using StringWriter trace = new();
            _bay = new ChargingBay(new BayOptions
            {
                Scenario = Scenario.Parse("""{"name": "paste", "seed": 1, "until": 60, "timeline": []}""", "paste"),
                Seed = 1,
                Firmware = App.Program.Main,
                Commission = Commissioning.Write,
                Trace = trace,
            });
            _bay.Console.MostBufferBytes = bufferBytes;
            StringBuilder part = new();
            _bay.Console.Output += bytes =>
            {
                string text = Encoding.ASCII.GetString(bytes);
                _printed.Append(text);
                part.Append(text);
                if (part.ToString().EndsWith("+ ", StringComparison.Ordinal))
                {
                    string prompt = part.ToString();
                    part.Clear().Append(prompt[Math.Max(0, prompt.Length - 400)..]);
                    prompted(prompt);
                }
            };
            using ITimer timer = _bay.Clock.CreateTimer(_ => _bay.Console.Type(Encoding.ASCII.GetBytes(typed)), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);

            // Whoever gets no answer presses the key again.
            using ITimer impatient = _bay.Clock.CreateTimer(_ => _bay.Console.Type("\r\r\r"u8.ToArray()), null, TimeSpan.FromSeconds(40), Timeout.InfiniteTimeSpan);
            Assert.Empty(_bay.Run().Violations);
        }

        private void Send(string line)
        {
            _bay.Console.Type(Encoding.ASCII.GetBytes(line + "\r"));
        }

        private void AssertTaken()
        {
            Assert.True(_printed.ToString().Contains("ok, on trial", StringComparison.Ordinal), _printed.ToString());
            byte[] slot = _bay.Flash.Read("link.a")!;
            Assert.Equal(_der, slot[TrustAt..(TrustAt + _der.Length)]);
        }

        /// <summary>The line of <c>cert paste</c> with what comes at a place.</summary>
        internal static string Frame(byte[] bytes, int at)
        {
            string covered = FormattableString.Invariant($"{at}:{Convert.ToBase64String(bytes, at, Math.Min(54, bytes.Length - at))}");
            byte[] ascii = Encoding.ASCII.GetBytes(covered);
            return FormattableString.Invariant($":{covered}:{Crc32.Compute(ascii, 0, ascii.Length):x8}");
        }

        private static X509Certificate2 Root(int padding)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new("CN=root with " + padding.ToString(CultureInfo.InvariantCulture), key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.99999.1", RandomNumberGenerator.GetBytes(padding), false));
            return request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2055, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }
    }
}

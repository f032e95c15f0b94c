using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NanoCharger.Console.Pages;
using NanoCharger.Signing;
using NanoCharger.Text;
using QRCoder;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.Signing
{
    /// <summary>QR codes of the firmware, beside those that QRCoder makes of the same text.</summary>
    public sealed class QrCodeTests
    {
        private const int Quiet = 4;
        private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

        private readonly ITestOutputHelper _output;

        public QrCodeTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Picture_is_the_one_that_another_encoder_makes()
        {
            int seed = Environment.TickCount;
            _output.WriteLine("seed " + seed);
            Random random = new(seed);
            foreach (int length in new[] { 1, 2, 5, 24, 25, 26, 47, 48, 76, 77, 78, 114, 115, 154, 155, 195, 196, 198, 223, 224, 225, 279, 280, 300, 333, 334, 335 })
            {
                // The other one takes the mask that looks best, so texts are tried until that is ours.
                string text;
                List<BitArray> other;
                do
                {
                    text = Text(random, length);
                    other = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L).ModuleMatrix;
                }
                while (!IsChequered(other));

                AssertSame(other, Made(text));
            }
        }

        [Theory]
        [InlineData(25, 21)]
        [InlineData(26, 25)]
        [InlineData(195, 41)]
        [InlineData(196, 45)]
        [InlineData(198, 45)]
        [InlineData(335, 53)]
        public void Takes_the_least_version_that_holds_the_text(int length, int size)
        {
            Assert.Equal(size, Made(new string('A', length)).Size);
        }

        [Fact]
        public void Refuses_what_does_not_fit_and_what_it_has_no_sign_for()
        {
            QrCode code = new();
            Assert.False(code.TryBegin(new byte[336].Select(_ => (byte)'A').ToArray(), 0, 336));
            foreach (string text in new[] { "oca", "A|", "\"A", "A\0" })
            {
                Assert.False(code.TryBegin(Encoding.ASCII.GetBytes(text), 0, text.Length));
            }
        }

        [Fact]
        public void Page_shows_the_key_in_digits_PEM_and_the_code_of_it()
        {
            (_, PublicKey key) = new Pen().Keys(Numbers.Bytes(12345));
            byte[] der = new byte[Der.PublicKeyBytes];
            Der.WritePublicKey(key.X, key.Y, der);
            string digits = Convert.ToHexStringLower(der);
            string[] lines = Shown(key);
            Assert.Contains(digits, lines);
            using (global::System.Security.Cryptography.ECDsa library = Pen.Library(key))
            {
                Assert.Contains(library.ExportSubjectPublicKeyInfoPem(), string.Join('\n', lines));
            }

            string[] drawn = lines.SkipWhile(line => !line.Contains('█')).ToArray();
            _output.WriteLine(string.Join('\n', drawn));
            QrCode code = Made("OCA:BASE16:ASN1:" + digits.ToUpperInvariant());
            Assert.Equal((code.Size + (2 * Quiet) + 1) / 2, drawn.Length);
            Assert.Equal(new string('▀', code.Size + (2 * Quiet)), drawn[^1]);
            for (int y = 0; y < code.Size + (2 * Quiet); y++)
            {
                Assert.Equal(code.Size + (2 * Quiet), drawn[y / 2].Length);
                for (int x = 0; x < code.Size + (2 * Quiet); x++)
                {
                    bool light = drawn[y / 2][x] == '█' || drawn[y / 2][x] == (y % 2 == 0 ? '▀' : '▄');
                    Assert.Equal(!code.IsDark(x - Quiet, y - Quiet), light);
                }
            }
        }

        private static string Text(Random random, int length)
        {
            // A letter at least, since digits alone are a mode of their own.
            string rest = string.Concat(Enumerable.Range(1, length - 1).Select(_ => Characters[random.Next(Characters.Length)]));
            return (char)('A' + random.Next(26)) + rest;
        }

        // The format information of level L with mask 0 (annex C), in the row below the upper left corner; the other's matrix has the quiet zone.
        private static bool IsChequered(List<BitArray> matrix)
        {
            const string Level = "111011111000100";
            BitArray row = matrix[Quiet + 8];
            return new[] { 0, 1, 2, 3, 4, 5, 7 }.Select((x, i) => row[Quiet + x] == (Level[i] == '1')).All(same => same);
        }

        private static void AssertSame(List<BitArray> matrix, QrCode code)
        {
            Assert.Equal(matrix.Count - (2 * Quiet), code.Size);
            for (int y = 0; y < matrix.Count; y++)
            {
                for (int x = 0; x < matrix.Count; x++)
                {
                    Assert.True(matrix[y][x] == code.IsDark(x - Quiet, y - Quiet), $"size {code.Size}: {x - Quiet}, {y - Quiet}");
                }
            }
        }

        private static QrCode Made(string text)
        {
            QrCode code = new();
            Assert.True(code.TryBegin(Encoding.ASCII.GetBytes(text), 0, text.Length));
            int steps = 0;
            while (!code.Step())
            {
                Assert.True(++steps < 100);
            }

            return code;
        }

        private static string[] Shown(PublicKey key)
        {
            KeyPage page = new();
            page.Start(key);
            while (!page.Prepare())
            {
            }

            AsciiWriter line = new(KeyPage.LineBytes);
            List<string> lines = new();
            for (int i = 0; page.TryWriteLine(i, line); i++)
            {
                Assert.False(line.Overflow);
                lines.Add(Encoding.UTF8.GetString(line.Buffer, 0, line.Length));
                line.Clear();
            }

            return lines.ToArray();
        }
    }
}

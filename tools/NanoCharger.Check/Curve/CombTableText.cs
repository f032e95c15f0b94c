using System.Globalization;
using System.Numerics;
using System.Text;

namespace NanoCharger.Check.Curve
{
    /// <summary>Computes the firmware's table of multiples of the base point of P-256 and writes it as source.</summary>
    /// <remarks>By plain affine arithmetic on big numbers, so that it shares nothing with the firmware that it would have to be right with.</remarks>
    public static class CombTableText
    {
        private const int Teeth = 5;
        private const int Spacing = 52;
        private const int UpperShift = 26;
        private const int MontgomeryBits = 261;
        private const int WordBits = 64;

        private static readonly BigInteger Prime =
            BigInteger.Pow(2, 256) - BigInteger.Pow(2, 224) + BigInteger.Pow(2, 192) + BigInteger.Pow(2, 96) - 1;

        // SEC 2, 2.4.2.
        private static readonly (BigInteger X, BigInteger Y) Base =
            (Hex("6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"), Hex("4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5"));

        /// <summary>The whole source file, with line feeds.</summary>
        public static string Write()
        {
            StringBuilder text = new();
            text.Append(Head);
            Table(text, "Lower", "Sums of 2^0, 2^52 .. 2^208 times the base point.", 0);
            text.Append('\n');
            Table(text, "Upper", "Sums of 2^26, 2^78 .. 2^234 times the base point.", UpperShift);
            text.Append('\n');
            Odd(text);
            text.Append("    }\n}\n");
            return text.ToString();
        }

        private const string Head = """
            namespace NanoCharger.Signing
            {
                /// <summary>
                /// Multiples of the base point: 2 KiB for <see cref="Comb"/>, 1 KiB for <see cref="SignatureCheck"/>. Written by "NanoCharger.Check comb-table"; a test
                /// writes it again.
                /// </summary>
                /// <remarks>
                /// Each entry is x, then y, both 2^261 times the coordinate mod p, in four words of 64 bits, least first. Entry i of the two first tables is
                /// the last multiple with +, and the four others with + where bit 0..3 of i is set, else with -.
                /// </remarks>
                internal static class CombTable
                {

            """;

        private static void Table(StringBuilder text, string name, string summary, int shift)
        {
            text.Append($"        /// <summary>{summary}</summary>\n");
            text.Append($"        internal static readonly ulong[] {name} =\n        {{\n");
            (BigInteger X, BigInteger Y)[] teeth = new (BigInteger, BigInteger)[Teeth];
            for (int tooth = 0; tooth < Teeth; tooth++)
            {
                teeth[tooth] = Base;
                for (int i = 0; i < shift + (tooth * Spacing); i++)
                {
                    teeth[tooth] = Add(teeth[tooth], teeth[tooth]);
                }
            }
            for (int entry = 0; entry < 1 << (Teeth - 1); entry++)
            {
                (BigInteger X, BigInteger Y) sum = teeth[Teeth - 1];
                for (int tooth = 0; tooth < Teeth - 1; tooth++)
                {
                    (BigInteger x, BigInteger y) = teeth[tooth];
                    sum = Add(sum, ((entry >> tooth) & 1) == 1 ? (x, y) : (x, Prime - y));
                }
                Line(text, sum.X);
                Line(text, sum.Y);
            }
            text.Append("        };\n");
        }

        private static void Odd(StringBuilder text)
        {
            text.Append("        /// <summary>1, 3 .. 31 times the base point.</summary>\n");
            text.Append("        internal static readonly ulong[] Odd =\n        {\n");
            (BigInteger X, BigInteger Y) multiple = Base;
            for (int entry = 0; entry < 1 << (Teeth - 1); entry++)
            {
                Line(text, multiple.X);
                Line(text, multiple.Y);
                multiple = Add(Add(multiple, Base), Base);
            }
            text.Append("        };\n");
        }

        private static void Line(StringBuilder text, BigInteger coordinate)
        {
            BigInteger value = (coordinate << MontgomeryBits) % Prime;
            text.Append("           ");
            for (int word = 0; word < 4; word++)
            {
                text.Append(CultureInfo.InvariantCulture, $" 0x{(ulong)((value >> (word * WordBits)) & ulong.MaxValue):X16},");
            }
            text.Append('\n');
        }

        private static (BigInteger X, BigInteger Y) Add((BigInteger X, BigInteger Y) a, (BigInteger X, BigInteger Y) b)
        {
            BigInteger slope = a == b ? ((3 * a.X * a.X) - 3) * Inverse(2 * a.Y) : (b.Y - a.Y) * Inverse(b.X - a.X);
            BigInteger x = Modulo((slope * slope) - a.X - b.X);
            return (x, Modulo((slope * (a.X - x)) - a.Y));
        }

        private static BigInteger Inverse(BigInteger value)
        {
            return BigInteger.ModPow(Modulo(value), Prime - 2, Prime);
        }

        private static BigInteger Modulo(BigInteger value)
        {
            BigInteger rest = value % Prime;
            return rest.Sign < 0 ? rest + Prime : rest;
        }

        private static BigInteger Hex(string digits)
        {
            return BigInteger.Parse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
    }
}

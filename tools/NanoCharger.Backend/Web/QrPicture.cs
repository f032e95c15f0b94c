using System.Globalization;
using System.Text;
using QRCoder;

namespace NanoCharger.Backend.Web
{
    /// <summary>A QR code as a path of SVG.</summary>
    /// <param name="Size">Its edge in modules, the quiet zone among them.</param>
    /// <param name="Path">A bar for each run of dark modules of a row.</param>
    public sealed record QrPicture(int Size, string Path)
    {
        /// <summary>The code of a text.</summary>
        internal static QrPicture Of(string text)
        {
            using QRCodeGenerator generator = new();
            using QRCodeData code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
            StringBuilder path = new();
            int size = code.ModuleMatrix.Count;
            for (int row = 0; row < size; row++)
            {
                for (int column = 0; column < size; column++)
                {
                    int from = column;
                    while (column < size && code.ModuleMatrix[row][column])
                    {
                        column++;
                    }

                    if (column > from)
                    {
                        path.Append(CultureInfo.InvariantCulture, $"M{from} {row}h{column - from}v1h-{column - from}z");
                    }
                }
            }

            return new QrPicture(size, path.ToString());
        }
    }
}

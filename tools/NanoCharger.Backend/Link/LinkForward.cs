using System;
using System.Globalization;
using System.IO;

namespace NanoCharger.Backend.Link
{
    /// <summary>Somebody else signs: requests are put down in a folder as <c>ID-NUMBER.request.pem</c>, and the signed chain is awaited there as <c>ID-NUMBER.pem</c>.</summary>
    /// <remarks>Whoever signs writes the chain under another name and moves it there, so that no half of it is read.</remarks>
    internal sealed class LinkForward(string folder) : ILinkSigner
    {
        /// <summary>Why the folder cannot be used; null where it can.</summary>
        internal string? Problem()
        {
            return Directory.Exists(folder) ? null : $"{folder}: there is no such folder";
        }

        /// <inheritdoc/>
        public string? Signed(LinkRequest request, string pem, long number, DateTimeOffset now)
        {
            string name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{request.Station}-{number}"));
            try
            {
                if (File.Exists(name + ".pem"))
                {
                    return File.ReadAllText(name + ".pem");
                }

                if (!File.Exists(name + ".request.pem"))
                {
                    File.WriteAllText(name + ".new", pem);
                    File.Move(name + ".new", name + ".request.pem", overwrite: true);
                }

                return null;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw new InvalidDataException($"{name}: {problem.Message}", problem);
            }
        }
    }
}

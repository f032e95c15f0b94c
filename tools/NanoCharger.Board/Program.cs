using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NanoCharger.Board
{
    /// <summary>Draws the sheets of a folder beside themselves, or says which pictures are not current.</summary>
    public static class Program
    {
        private const int Wrong = 1;
        private const int BadInput = 2;

        /// <summary>Runs the command.</summary>
        /// <param name="arguments">The folder with the sheets; <c>--check</c> before it writes nothing.</param>
        /// <returns>0: done; 1: a picture is not current; 2: the folder or a sheet cannot be read.</returns>
        public static int Main(string[] arguments)
        {
            bool check = arguments.Contains("--check");
            string? folder = arguments.SingleOrDefault(argument => argument != "--check");
            if (folder is null || !Directory.Exists(folder))
            {
                Console.Error.WriteLine("usage: NanoCharger.Board [--check] FOLDER (with *.sheet)");
                return BadInput;
            }

            try
            {
                return Draw(Directory.GetFiles(folder, "*.sheet").Order(StringComparer.Ordinal), check);
            }
            catch (SheetException wrong)
            {
                Console.Error.WriteLine(wrong.Message);
                return BadInput;
            }
        }

        private static int Draw(IEnumerable<string> sheets, bool check)
        {
            int result = 0;
            foreach (string sheet in sheets)
            {
                string picture = Path.ChangeExtension(sheet, ".svg");
                string now = SheetPicture.Of(SheetReader.Read(sheet));
                if (!check)
                {
                    File.WriteAllText(picture, now);
                }
                else if (!File.Exists(picture) || File.ReadAllText(picture) != now)
                {
                    Console.Error.WriteLine($"{picture} is not what {Path.GetFileName(sheet)} draws");
                    result = Wrong;
                }
            }

            return result;
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace NanoCharger.TestData
{
    /// <summary>Test vectors, found beside the clone in <c>shared/vectors</c>; they are no part of this repository.</summary>
    public static class Vectors
    {
        /// <summary>The folder, or null where it is absent.</summary>
        public static string? Folder { get; } = Find();

        /// <summary>Every case of a file with the group it is in, in the order of the file.</summary>
        public static IEnumerable<(JsonElement Group, JsonElement Case)> Read(string name)
        {
            string folder = Folder ?? throw new InvalidOperationException("The vectors are absent: use VectorFact.");
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name)));
            foreach (JsonElement group in document.RootElement.GetProperty("testGroups").EnumerateArray())
            {
                foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
                {
                    yield return (group, test);
                }
            }
        }

        /// <summary>A whole file.</summary>
        public static JsonElement ReadAll(string name)
        {
            string folder = Folder ?? throw new InvalidOperationException("The vectors are absent: use VectorFact.");
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name)));
            return document.RootElement.Clone();
        }

        /// <summary>The bytes of a member that is written in hexadecimal digits.</summary>
        public static byte[] Bytes(JsonElement element, string member)
        {
            return Convert.FromHexString(Text(element, member));
        }

        /// <summary>A member's text.</summary>
        public static string Text(JsonElement element, string member)
        {
            return element.GetProperty(member).GetString() ?? throw new InvalidDataException(member + " is null");
        }

        private static string? Find()
        {
            for (DirectoryInfo? place = new(AppContext.BaseDirectory); place is not null; place = place.Parent)
            {
                string candidate = Path.Combine(place.FullName, "shared", "vectors");
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }

            return null;
        }
    }
}

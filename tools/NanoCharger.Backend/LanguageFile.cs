using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;

namespace NanoCharger.Backend
{
    /// <summary>The language files as they are embedded: texts by their keys.</summary>
    internal static class LanguageFile
    {
        /// <summary>What their names in the program begin with; the language's code is the rest.</summary>
        internal const string Folder = "languages/";

        /// <summary>What commands and logs say.</summary>
        internal static IReadOnlyDictionary<string, string> English { get; } = Read(Folder + "en");

        /// <summary>The texts of one file.</summary>
        internal static IReadOnlyDictionary<string, string> Read(string name)
        {
            using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
            JsonDocumentOptions strict = new() { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip };
            using JsonDocument document = JsonDocument.Parse(file, strict);
            return document.RootElement.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!);
        }
    }
}

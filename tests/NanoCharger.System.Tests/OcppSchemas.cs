using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NJsonSchema;

namespace NanoCharger.System.Tests
{
    /// <summary>The OCPP 2.0.1 schemas, found beside the clone in <c>shared/ocpp-2.0.1</c>; they are no part of this repository.</summary>
    public static class OcppSchemas
    {
        private static readonly ConcurrentDictionary<string, JsonSchema> Loaded = new();

        /// <summary>The folder, or null where it is absent.</summary>
        public static string? Folder { get; } = Find();

        /// <summary>What is wrong with a payload, one line for each fault; empty when it is valid.</summary>
        /// <param name="message">The schema's name: action plus Request or Response.</param>
        /// <param name="json">The payload.</param>
        public static IReadOnlyList<string> Errors(string message, string json)
        {
            string folder = Folder ?? throw new InvalidOperationException("The OCPP schemas are absent: use OcppSchemaFact.");
            JsonSchema schema = Loaded.GetOrAdd(
                message, name => JsonSchema.FromFileAsync(Path.Combine(folder, name + ".json")).GetAwaiter().GetResult());
            return schema.Validate(json).Select(fault => fault.ToString()).ToList();
        }

        private static string? Find()
        {
            for (DirectoryInfo? place = new(AppContext.BaseDirectory); place is not null; place = place.Parent)
            {
                string candidate = Path.Combine(place.FullName, "shared", "ocpp-2.0.1");
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }

            return null;
        }
    }
}

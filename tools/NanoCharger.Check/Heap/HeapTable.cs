using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace NanoCharger.Check.Heap
{
    /// <summary>Which types make up which part of the firmware, and what objects of the device's libraries take: data, in heap.json beside the tool's sources.</summary>
    public sealed class HeapTable
    {
        private readonly Dictionary<string, string> _partOf = new();
        private readonly Dictionary<string, int> _libraryBlocks = new();
        private readonly List<(string Name, string What)> _parts = new();

        private HeapTable(JsonElement root)
        {
            foreach (JsonProperty part in root.GetProperty("parts").EnumerateObject())
            {
                _parts.Add((part.Name, part.Value.GetProperty("what").GetString()!));
                foreach (JsonElement name in part.Value.GetProperty("names").EnumerateArray())
                {
                    _partOf.Add(name.GetString()!, part.Name);
                }
            }
            foreach (JsonProperty type in root.GetProperty("libraryBlocks").EnumerateObject())
            {
                _libraryBlocks.Add(type.Name, type.Value.GetInt32());
            }
        }

        /// <summary>The parts in the order of the table: the name that budgets use, and what it is.</summary>
        public IReadOnlyList<(string Name, string What)> Parts => _parts;

        /// <summary>The table that comes with the tool.</summary>
        public static HeapTable Load()
        {
            using Stream stream = typeof(HeapTable).Assembly.GetManifestResourceStream("heap.json")!;
            using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return new HeapTable(document.RootElement);
        }

        /// <summary>The part of a type: by its own name, else by that of the type or namespace around it; null where none has one, and the object belongs to whoever holds it.</summary>
        public string? PartOf(Type type)
        {
            string name = type.FullName!.Replace('+', '.');
            while (true)
            {
                if (_partOf.TryGetValue(name, out string? part))
                {
                    return part;
                }
                int end = name.LastIndexOf('.');
                if (end < 0)
                {
                    return null;
                }
                name = name[..end];
            }
        }

        /// <summary>Bytes of an object of a class library with all that the library makes for it.</summary>
        /// <exception cref="InvalidOperationException">The table does not have it.</exception>
        public int LibraryBytes(Type type)
        {
            return _libraryBlocks.TryGetValue(type.FullName!, out int blocks) ? blocks * HeapLayout.Block
                : throw new InvalidOperationException($"heap.json does not say what {type.FullName} takes on the device");
        }
    }
}

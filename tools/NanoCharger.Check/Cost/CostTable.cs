using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace NanoCharger.Check.Cost
{
    /// <summary>What each kind of thing costs: data, in costs.json beside the tool's sources.</summary>
    public sealed class CostTable
    {
        /// <summary>How many kinds there are.</summary>
        public static readonly int Kinds = Enum.GetValues<CostKind>().Length;

        private const string Free = "free";

        private readonly double[] _nanos = new double[Kinds];
        private readonly Dictionary<string, CostKind?> _members = new();

        private CostTable(JsonElement root)
        {
            JsonElement nanos = root.GetProperty("hostNanos");
            foreach (CostKind kind in Enum.GetValues<CostKind>())
            {
                _nanos[(int)kind] = nanos.GetProperty(NameOf(kind)).GetDouble();
            }
            foreach (JsonProperty member in root.GetProperty("members").EnumerateObject())
            {
                string kind = member.Value.GetString()!;
                _members[member.Name] = kind == Free ? null : Enum.Parse<CostKind>(kind, true);
            }
            _nanos[(int)CostKind.Conversion] += ConverterNanos = root.GetProperty("converterNanos").GetDouble();
            InlineSlots = root.GetProperty("inlineSlots").GetInt32();
            BoardFactor = root.GetProperty("boardFactor").GetDouble();
        }

        /// <summary>The table that comes with the tool.</summary>
        public static CostTable Load()
        {
            using Stream stream = typeof(CostTable).Assembly.GetManifestResourceStream("costs.json")!;
            using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return new CostTable(document.RootElement);
        }

        /// <summary>What the converter itself takes of a conversion, in nanoseconds in the scale of the host's nanoCLR.</summary>
        public double ConverterNanos { get; }

        /// <summary>How many locals and slots of the evaluation stack a static method may have, so that a reading of the converter is inlined in it.</summary>
        public int InlineSlots { get; }

        /// <summary>How many times slower the board is than the host's nanoCLR.</summary>
        public double BoardFactor { get; }

        /// <summary>Cost of one, in nanoseconds of the host's nanoCLR; of a conversion with the board's converter.</summary>
        public double Nanos(CostKind kind)
        {
            return _nanos[(int)kind];
        }

        /// <summary>Whether a member has a figure of its own.</summary>
        /// <param name="member">Type and name, "System.String::Concat".</param>
        /// <param name="kind">The figure; null: it is part of another's.</param>
        public bool TryMember(string member, out CostKind? kind)
        {
            return _members.TryGetValue(member, out kind);
        }

        /// <summary>The kind's name in data: "interfaceCall".</summary>
        public static string NameOf(CostKind kind)
        {
            return JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
        }
    }
}

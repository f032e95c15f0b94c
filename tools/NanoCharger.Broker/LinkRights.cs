using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NanoCharger.Broker
{
    /// <summary>Who says and hears what: the table that mosquitto reads in production, from the very file (<c>tools/broker/*.acl</c>).</summary>
    internal sealed class LinkRights
    {
        private const string Name = "%u";

        private readonly List<string[]> _writes = [];
        private readonly List<string[]> _reads = [];

        private LinkRights(TextReader table)
        {
            while (table.ReadLine() is { } line)
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length == 0 || words[0].StartsWith('#'))
                {
                    continue;
                }

                (words is ["pattern", "write", _] ? _writes : words is ["pattern", "read", _] ? _reads : throw new InvalidDataException($"no such right is known here: {line}"))
                    .Add(words[2].Split('/'));
            }
        }

        /// <summary>What stations may.</summary>
        internal static LinkRights OfStations { get; } = Embedded("stations.acl");

        /// <summary>What workers may.</summary>
        internal static LinkRights OfWorkers { get; } = Embedded("workers.acl");

        internal bool MayWrite(string name, string topic)
        {
            return _writes.Exists(pattern => Covers(pattern, name, topic));
        }

        /// <param name="name">The name in the certificate.</param>
        /// <param name="filter">A topic filter: every topic that it fits has to be one that he may hear.</param>
        internal bool MayRead(string name, string filter)
        {
            return _reads.Exists(pattern => Covers(pattern, name, filter));
        }

        private static bool Covers(string[] pattern, string name, string filter)
        {
            string[] levels = filter.Split('/');
            return levels.Length == pattern.Length && levels.Zip(pattern).All(pair => pair.First != "#" && (pair.Second == "+" || pair.First == pair.Second.Replace(Name, name, StringComparison.Ordinal)));
        }

        private static LinkRights Embedded(string file)
        {
            using Stream table = typeof(LinkRights).Assembly.GetManifestResourceStream(file)!;
            return new LinkRights(new StreamReader(table));
        }
    }
}

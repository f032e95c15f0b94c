using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Billing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Audit
{
    /// <summary>What was erased by law, as far as an audit has to know: what is not here and stands here is no finding, and what stands in its place must be what was put there.</summary>
    internal sealed class ErasureBook
    {
        private readonly HashSet<(string Kind, long Station, string Digest)> _frames;
        private readonly Dictionary<(long Station, int Key, long Number), byte[]> _documents;

        internal ErasureBook(PlatformContext context)
        {
            List<ErasureRow> all = context.Erasures.AsNoTracking().OrderBy(row => row.Id).ToList();
            _frames = [.. all.Select(row => (row.Kind, row.StationId, Convert.ToHexString(row.Digest)))];
            _documents = all.Where(row => row.Kind == nameof(ErasureKind.Document)).ToDictionary(row => (row.StationId, row.KeyNumber, row.Number), row => row.Remains);
            Lines = all.GroupBy(row => row.Account).Select(one => FormattableString.Invariant(
                $"{Bill.NameOf(one.Key)}: erased by law on {Moves.Text(one.Max(row => row.AtMs))}: {one.Count(row => row.Kind == nameof(ErasureKind.Document))} documents, {one.Count(row => row.Kind is nameof(ErasureKind.Event) or nameof(ErasureKind.Refusal))} frames")).ToList();
        }

        /// <summary>A line for each account of which something was erased.</summary>
        internal IReadOnlyList<string> Lines { get; }

        /// <summary>Whether a frame that is not here was erased: it was just the one whose digest stands there.</summary>
        internal bool HasFrame(ErasureKind kind, long station, byte[] frame, byte[] hash)
        {
            return frame.Length == 0 && _frames.Contains((kind.ToString(), station, Convert.ToHexString(hash)));
        }

        /// <summary>What an erased document still says; null where it was not erased, or is not what was left of it.</summary>
        internal SignedDocument? Left(DocumentRow row)
        {
            return _documents.GetValueOrDefault((row.StationId, row.KeyNumber, row.Number)) is { } remains && remains.AsSpan().SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(row.Text)))
                ? OcmfVerifier.Read(row.Text) : null;
        }
    }
}

using System.Collections.Generic;
using System.Linq;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>A transaction as the ingest remembers it: the row and its events, in the order of their numbers, an unsigned one before a signed one.</summary>
    internal sealed class TransactionState
    {
        private readonly List<KeptEvent> _events = [];

        /// <summary>The number of the key whose series it belongs to; 0: none.</summary>
        internal int Series { get; set; }

        /// <summary>Whose it is.</summary>
        internal required long Tenant { get; set; }

        /// <summary>The row; null while nothing of it is stored.</summary>
        internal BilledTransaction? Row { get; set; }

        /// <summary>Why the row cannot be read; null where it can. Others are not stopped by it.</summary>
        internal string? Unreadable { get; init; }

        /// <summary>All that is stored of it.</summary>
        internal IReadOnlyList<KeptEvent> Events => _events;

        /// <summary>Something of it is signed and holds.</summary>
        internal bool Signed => _events.Exists(static kept => kept.DocumentText is not null);

        /// <summary>What it is worked out from.</summary>
        internal IReadOnlyList<StoredEvent> Told => _events.ConvertAll(kept => kept.Event);

        /// <summary>Puts an event in its place.</summary>
        internal void Add(KeptEvent kept)
        {
            int at = _events.FindLastIndex(other => other.Sequence < kept.Sequence || (other.Sequence == kept.Sequence && other.DocumentText is null));
            _events.Insert(at + 1, kept);
        }

        /// <summary>Completes an event that was just put in its place with the answer that it is given.</summary>
        internal void Answer(long sequence, string? document, string answer)
        {
            int at = _events.FindIndex(kept => kept.Sequence == sequence && kept.DocumentText == document);
            _events[at] = _events[at] with { Answer = answer };
        }

        /// <summary>Whether one with this number, signed or not, is there.</summary>
        internal bool Has(long sequence, bool signed)
        {
            return _events.Any(kept => kept.Sequence == sequence && (kept.DocumentText is not null) == signed);
        }
    }
}

using System.Collections.Generic;
using NanoCharger.Backend.Verification;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>A station as the ingest remembers it from one unit of work to the next, while its revision is the one in the database.</summary>
    internal sealed class StationState
    {
        /// <summary>Transactions remembered; an older one is read again.</summary>
        private const int Remembered = 8;

        private readonly Dictionary<string, List<TransactionState>> _transactions = [];
        private readonly Queue<string> _order = new();

        internal required long Id { get; init; }

        internal required string Name { get; init; }

        internal required long Revision { get; set; }

        /// <summary>Who has had it since when, in the order of time.</summary>
        internal required IReadOnlyList<(long FromMs, long Tenant)> Placements { get; init; }

        internal required StationRating Rating { get; init; }

        internal required StationKeys Keys { get; set; }

        /// <summary>Something of it was refused: only then has a refusal to be looked for.</summary>
        internal required bool HasRefusals { get; set; }

        /// <summary>The document with the highest number of each series that has one.</summary>
        internal Dictionary<int, SignedDocument> Last { get; } = [];

        /// <summary>Who had it at a time; before all that is known, who had it first.</summary>
        internal long TenantAt(long ms)
        {
            int at = Placements.Count - 1;
            while (at > 0 && Placements[at].FromMs > ms)
            {
                at--;
            }

            return Placements[at].Tenant;
        }

        /// <summary>All transactions of an id, in whatever series; null while nobody has looked.</summary>
        internal List<TransactionState>? Find(string id)
        {
            return _transactions.GetValueOrDefault(id);
        }

        /// <summary>Remembers what was found of an id; an empty list is that nothing is stored.</summary>
        internal void Keep(string id, List<TransactionState> found)
        {
            if (_transactions.TryAdd(id, found))
            {
                _order.Enqueue(id);
            }
        }

        /// <summary>Forgets the oldest transactions. Only between two units of work: what is under way is in no database yet.</summary>
        internal void Trim()
        {
            while (_order.Count > Remembered)
            {
                _transactions.Remove(_order.Dequeue());
            }
        }
    }
}

using System;
using System.Collections.Generic;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Verification;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>A station's frame on its way from the connection to its answer.</summary>
    internal sealed class Call
    {
        internal required string Station { get; init; }

        /// <summary>As it came.</summary>
        internal required byte[] Frame { get; init; }

        /// <summary>Takes the answer; null where nobody waits for one.</summary>
        internal Action<byte[]>? Answer { get; init; }

        /// <summary>When it came, by the backend's clock.</summary>
        internal required long CameMs { get; init; }

        /// <summary>When it came first, where it has waited here for a key since; null where it comes now.</summary>
        internal long? WaitedSinceMs { get; init; }

        /// <summary>Since when it is known here: by that its own dates are judged; by <see cref="CameMs"/> its key.</summary>
        internal long ArrivedMs => WaitedSinceMs ?? CameMs;

        /// <summary>Action and message id, for the log.</summary>
        internal string Title { get; set; } = "";

        /// <summary>The message id.</summary>
        internal string Id { get; set; } = "";

        /// <summary>SHA-256 of the payload.</summary>
        internal byte[] Hash { get; set; } = [];

        /// <summary>What it says of a transaction; null where it says nothing, or is of no form.</summary>
        internal TransactionEvent? Event { get; set; }

        /// <summary>The verdict on its document; null until it is judged.</summary>
        internal Judgement? Judgement { get; set; }

        /// <summary>Why it has not the form of a call: it is stored so, and refused.</summary>
        internal OcppViolation? Fault { get; set; }

        /// <summary>Who asks whether he may charge, by his token as it came; the answer tells him the price, so that it has to be stored before. Null where nobody does.</summary>
        internal Customer? Asks { get; set; }

        /// <summary>What has to be stored before it is answered, where that is no event; null: nothing.</summary>
        internal StationWork? Work { get; set; }

        /// <summary>The answer; null while there is none, and for ever where the backend failed.</summary>
        internal byte[]? Reply { get; set; }

        /// <summary>The answer is an error.</summary>
        internal bool Refused { get; set; }

        /// <summary>It is refused for its document.</summary>
        internal bool RefusedDocument { get; set; }

        /// <summary>The transaction that has got its price by it; null where none has.</summary>
        internal BilledTransaction? Billed { get; set; }

        /// <summary>What is to be told to the log once all is stored.</summary>
        internal List<string> News { get; } = [];

        /// <summary>Whether its answer waits for the database.</summary>
        internal bool Stores => Event is not null || Fault is not null || Asks is not null;

        /// <summary>As it was read, without what a failed attempt has made of it.</summary>
        internal void Forget()
        {
            Reply = Event is null && Fault is null ? Reply : null;
            Refused = RefusedDocument = false;
            Billed = null;
            News.Clear();
        }
    }
}

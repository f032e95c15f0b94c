using System;
using System.Collections.Generic;
using NanoCharger.Backend;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>In process, without any connection.</summary>
    internal sealed class DirectWay(PaymentBackend backend, IReadOnlyList<string> stations) : IIngestWay
    {
        /// <inheritdoc/>
        public void Send(int station, byte[] frame, Action<byte[]> answer)
        {
            _ = backend.Take(stations[station], frame, answer);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            // The backend is its maker's.
        }
    }
}

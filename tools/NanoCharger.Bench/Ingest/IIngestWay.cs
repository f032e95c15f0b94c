using System;

namespace NanoCharger.Bench.Ingest
{
    /// <summary>How the stations' calls reach the backend, and its answers them.</summary>
    internal interface IIngestWay : IDisposable
    {
        /// <summary>Sends a station's call; it has no other under way.</summary>
        /// <param name="station">Its number.</param>
        /// <param name="frame">The call.</param>
        /// <param name="answer">Takes the answer, on whatever thread; may send the next call.</param>
        void Send(int station, byte[] frame, Action<byte[]> answer);
    }
}

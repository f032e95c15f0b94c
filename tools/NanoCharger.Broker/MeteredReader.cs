using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;

namespace NanoCharger.Broker
{
    /// <summary>What a client sends, as the broker reads it; a packet that is too long ends the connection before the broker has kept any of it.</summary>
    /// <remarks>MQTTnet's server has no limit of its own: it would collect up to 256 MB for one packet.</remarks>
    internal sealed class MeteredReader : PipeReader
    {
        private readonly ConnectionContext _connection;
        private readonly PipeReader _inner;
        private readonly PacketMeter _meter = new();
        private ReadOnlySequence<byte> _buffer;

        // Bytes at the front of the next buffer that have been metered before: they were left unconsumed.
        private long _metered;

        internal MeteredReader(ConnectionContext connection)
        {
            _connection = connection;
            _inner = connection.Transport.Input;
        }

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            return Meter(await _inner.ReadAsync(cancellationToken).ConfigureAwait(false));
        }

        public override bool TryRead(out ReadResult result)
        {
            bool read = _inner.TryRead(out result);
            if (read)
            {
                Meter(result);
            }

            return read;
        }

        public override void AdvanceTo(SequencePosition consumed)
        {
            AdvanceTo(consumed, consumed);
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            _metered -= _buffer.Slice(0, consumed).Length;
            _buffer = default;
            _inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead()
        {
            _inner.CancelPendingRead();
        }

        public override void Complete(Exception? exception = null)
        {
            _inner.Complete(exception);
        }

        private ReadResult Meter(ReadResult result)
        {
            _buffer = result.Buffer;
            foreach (ReadOnlyMemory<byte> piece in _buffer.Slice(_metered))
            {
                if (_meter.Take(piece.Span) is { } fault)
                {
                    ConnectionAbortedException refusal = new("The client sent " + fault + ".");
                    _connection.Abort(refusal);
                    throw refusal;
                }
            }

            _metered = _buffer.Length;
            return result;
        }
    }
}

using NanoCharger.Core.Charging;
using NanoCharger.Records.Documents;
using NanoCharger.Records.SessionLog;
using NanoCharger.Text;

namespace NanoCharger.Ocpp.Outgoing
{
    /// <summary>Gives the signer its work, one document at a time, in the order of the log.</summary>
    internal sealed class DocumentQueue
    {
        private readonly RecordLog _log;
        private readonly DocumentSigner _signer;
        private readonly LogRecord _next = new LogRecord();
        private long _lookedAt;
        private long _undated;
        private long _again;

        internal DocumentQueue(RecordLog log, DocumentSigner signer)
        {
            _log = log;
            _signer = signer;
        }

        /// <summary>The document of the record that <see cref="IsSigned"/> was true for.</summary>
        internal AsciiWriter Document
        {
            get { return _signer.Document; }
        }

        /// <summary>The key that it was signed with, in the form of the field publicKey.</summary>
        internal byte[] PublicKeyText
        {
            get { return _signer.PublicKeyText; }
        }

        /// <summary>The signer takes the next document that will be wanted, with or without a way to the backend, but for one that the clock may still give a date. One record a step.</summary>
        internal void SignAhead()
        {
            long after = _lookedAt > _log.Released ? _lookedAt : _log.Released;
            bool busy = _signer.Sequence != 0 && _signer.Sequence != _again;
            if (busy || after >= _log.LastSequence || (_undated > after && _log.WantsTime))
            {
                return;
            }

            if (!_log.TryReadNext(after, _next))
            {
                // Damaged up to the last: that is not read again before another one comes.
                _lookedAt = _log.LastSequence;
                return;
            }

            if (_log.MayBeDated(_next))
            {
                _undated = _next.Sequence;
                return;
            }

            _lookedAt = _next.Sequence;
            if (_next.Kind == LogRecordKind.Transaction && _next.Document != DocumentForm.None)
            {
                _log.Leave(_next);
                _signer.Begin(_next);
            }
        }

        /// <summary>What is billed leaves signed or not at all. One that is sent again after an error is signed again: the same bytes.</summary>
        internal bool IsSigned(LogRecord record)
        {
            _again = 0;
            return TrySign(record);
        }

        /// <summary>As <see cref="IsSigned"/>, of a record that is not owed any more: its document makes way for the next one that is.</summary>
        internal bool IsSignedAgain(LogRecord record)
        {
            _again = record.Sequence;
            return TrySign(record);
        }

        /// <summary>The document stands in a message: the signer is free for the next.</summary>
        internal void Sent()
        {
            _signer.Release();
        }

        private bool TrySign(LogRecord record)
        {
            _log.Leave(record);
            if (record.Document == DocumentForm.None)
            {
                return true;
            }

            if (_signer.Sequence != record.Sequence)
            {
                _signer.Begin(record);
                _lookedAt = record.Sequence;
            }

            return _signer.Ready;
        }
    }
}

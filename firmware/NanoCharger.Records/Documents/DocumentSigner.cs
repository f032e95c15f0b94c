using NanoCharger.Records.SessionLog;
using NanoCharger.Hal;
using NanoCharger.Signing;
using NanoCharger.Text;

namespace NanoCharger.Records.Documents
{
    /// <summary>Makes the signed document of a record, a slice at a time: payload, hash, proof of the HMAC, signature, check by the own public key.</summary>
    /// <remarks>
    /// One document at a time, and none is stored: the record has all of it, and RFC 6979 gives the same signature again. A signature that does
    /// not hold leaves nothing behind; it is tried again after <see cref="RetryMicros"/>, and <see cref="Failed"/> says so meanwhile.
    /// </remarks>
    public sealed class DocumentSigner
    {
        /// <summary>Pause behind a signature that did not hold.</summary>
        public const long RetryMicros = 10_000_000;

        private readonly KeyStore _keys;
        private readonly AsciiWriter _document = new AsciiWriter(OcmfDocument.MaxBytes);
        private readonly LogRecord _record = new LogRecord();
        private readonly Sha256 _sha = new Sha256();
        private readonly IHmac _hmac;
        private readonly Signer _signer;
        private readonly SignatureCheck _check = new SignatureCheck();
        private readonly byte[] _hash = new byte[Sha256.HashBytes];
        private readonly byte[] _der = new byte[Der.MaxSignatureBytes];
        private Stage _stage;
        private int _at;
        private long _notBeforeMicros;

        /// <summary>Makes a signer of nothing yet. Cost: 20 ms for the blinding, before the loop runs.</summary>
        /// <param name="keys">The station's key, now and after a change.</param>
        /// <param name="hmac">Makes the nonces.</param>
        /// <param name="entropy">Blinds the arithmetic; null for none.</param>
        public DocumentSigner(KeyStore keys, IHmac hmac, IEntropy entropy)
        {
            _keys = keys;
            _hmac = hmac;
            _signer = new Signer(hmac, entropy);
        }

        private enum Stage
        {
            Idle = 0,
            Writing,
            Hashing,
            Proving,
            Signing,
            Checking,
            Ready,
        }

        /// <summary>Sequence number of the record whose document is made or ready; 0 for none.</summary>
        public long Sequence
        {
            get { return _stage == Stage.Idle ? 0 : _record.Sequence; }
        }

        /// <summary>True once the document is signed and its signature has been checked.</summary>
        public bool Ready
        {
            get { return _stage == Stage.Ready; }
        }

        /// <summary>The document; all of it only while <see cref="Ready"/>.</summary>
        public AsciiWriter Document
        {
            get { return _document; }
        }

        /// <summary>The public key by which it is checked, as <see cref="KeyStore.PublicText"/>.</summary>
        public byte[] PublicKeyText
        {
            get { return _keys.PublicText; }
        }

        /// <summary>True from a signature or an HMAC that did not hold, or a document that did not fit or is of a form that only another firmware can write, until one succeeds.</summary>
        public bool Failed { get; private set; }

        /// <summary>Slices done since the start.</summary>
        public long Steps { get; private set; }

        /// <summary>True when a record's document can be made, and be the same as ever: under the present key, in a form that this firmware writes.</summary>
        public bool CanMake(LogRecord record)
        {
            return _keys.Key != null && record.KeyGeneration == _keys.Generation && record.Form <= LogRecord.PresentForm;
        }

        /// <summary>Begins the document of a record, which is copied. What was made before is dropped.</summary>
        public void Begin(LogRecord record)
        {
            _record.CopyFrom(record);
            Restart();
        }

        /// <summary>Drops the document: it has been taken.</summary>
        public void Release()
        {
            _stage = Stage.Idle;
        }

        /// <summary>Does one slice of at most 15 000 instructions, if there is anything to do. Allocates nothing but what the board's HMAC does.</summary>
        public void Step(long nowMicros)
        {
            if (_stage == Stage.Idle || _stage == Stage.Ready || _keys.Key == null || nowMicros < _notBeforeMicros)
            {
                return;
            }

            Steps++;
            switch (_stage)
            {
                case Stage.Writing:
                    Write(nowMicros);
                    break;
                case Stage.Hashing:
                    Hash();
                    break;
                case Stage.Proving:
                    Prove(nowMicros);
                    break;
                case Stage.Signing:
                    Sign();
                    break;
                case Stage.Checking:
                    Check(nowMicros);
                    break;
            }
        }

        private void Restart()
        {
            _stage = Stage.Writing;
            _at = 0;
            _document.Clear();
        }

        private void Write(long nowMicros)
        {
            OcmfDocument.WritePart(_document, _record, _at++);
            if (_at < OcmfDocument.Parts)
            {
                return;
            }

            if (_document.Overflow || _record.Form > LogRecord.PresentForm)
            {
                Fail(nowMicros);
                return;
            }

            _stage = Stage.Hashing;
            _at = OcmfDocument.PayloadOffset;
            _sha.Begin();
        }

        private void Hash()
        {
            int left = _document.Length - _at;
            if (left > 0)
            {
                int count = left < Sha256.BlockBytes ? left : Sha256.BlockBytes;
                _sha.Add(_document.Buffer, _at, count);
                _at += count;
                return;
            }

            _sha.Finish(_hash);
            _stage = Stage.Proving;
        }

        // The check of the signature would not see it: it holds under any nonce.
        private void Prove(long nowMicros)
        {
            if (!HmacProof.Holds(_hmac))
            {
                Fail(nowMicros);
                return;
            }

            _signer.Begin(_keys.Key, _hash);
            _stage = Stage.Signing;
        }

        private void Sign()
        {
            if (_signer.Step())
            {
                LowerHalf.Take(_signer.S);
                _check.Begin(_keys.Public, _hash, _signer.R, _signer.S);
                _stage = Stage.Checking;
            }
        }

        private void Check(long nowMicros)
        {
            if (!_check.Step())
            {
                return;
            }

            if (!_check.Valid)
            {
                Fail(nowMicros);
                return;
            }

            OcmfDocument.WriteSignature(_document, _der, Der.WriteSignature(_signer.R, _signer.S, _der, 0));
            if (_document.Overflow)
            {
                Fail(nowMicros);
                return;
            }

            Failed = false;
            _stage = Stage.Ready;
        }

        private void Fail(long nowMicros)
        {
            Failed = true;
            _notBeforeMicros = nowMicros + RetryMicros;
            Restart();
        }
    }
}

using System;
using NanoCharger.Hal;

namespace NanoCharger.Signing.Certificates
{
    /// <summary>Asks an authority for a certificate (PKCS #10, RFC 2986), made a slice at a time: the station's name and key, signed by that key. No extension is asked for.</summary>
    /// <remarks>As with a bill, the HMAC is held against a known answer before the nonce, and the signature against the public key before it is let out.</remarks>
    public sealed class CertificateRequest
    {
        /// <summary>Bytes of the longest request: a name of 64 characters.</summary>
        public const int MaxBytes = 4 + 176 + 12 + 3 + Signing.Der.MaxSignatureBytes;

        private const int MaxInfoBytes = 176;
        private const byte Sequence = 0x30;

        // AttributeTypeAndValue's type: commonName.
        private static readonly byte[] CommonName = { 0x06, 0x03, 0x55, 0x04, 0x03 };

        // AlgorithmIdentifier: ecdsa-with-SHA256 (RFC 5758, 3.2).
        private static readonly byte[] Algorithm = { 0x30, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02 };

        private readonly IHmac _hmac;
        private readonly Signer _signer;
        private readonly SignatureCheck _check = new SignatureCheck();
        private readonly Sha256 _sha = new Sha256();
        private readonly byte[] _hash = new byte[Sha256.HashBytes];
        private readonly byte[] _info = new byte[MaxInfoBytes];
        private LinkKey _key;
        private int _infoLength;
        private int _hashed;
        private Stage _stage;

        /// <summary>Allocates all that it needs. Cost: 20 ms for the blinding; the contactor is open.</summary>
        /// <param name="hmac">Makes the nonce.</param>
        /// <param name="blinding">As with <see cref="Signer"/>; null for none.</param>
        public CertificateRequest(IHmac hmac, IEntropy blinding)
        {
            _hmac = hmac;
            _signer = new Signer(hmac, blinding);
        }

        private enum Stage
        {
            Done = 0,
            Hashing,
            Proving,
            Signing,
            Checking,
        }

        /// <summary>The request, once <see cref="Step"/> has returned true; null when HMAC or signature did not hold.</summary>
        public byte[] Der { get; private set; }

        /// <summary>Begins a request.</summary>
        /// <param name="key">For which the certificate shall be.</param>
        /// <param name="name">Its commonName: 1..64 characters of ASCII.</param>
        /// <exception cref="ArgumentException">The name is empty or longer.</exception>
        public void Begin(LinkKey key, string name)
        {
            if (name.Length < 1 || name.Length > CertificateReader.MaxNameLength)
            {
                throw new ArgumentException("name: 1..64 characters");
            }

            Der = null;
            _key = key;
            _infoLength = WriteInfo(name);
            _hashed = 0;
            _sha.Begin();
            _stage = Stage.Hashing;
        }

        /// <summary>Does one slice of at most 15 000 instructions.</summary>
        /// <returns>True when it is decided.</returns>
        public bool Step()
        {
            switch (_stage)
            {
                case Stage.Hashing:
                    Hash();
                    break;
                case Stage.Proving:
                    Prove();
                    break;
                case Stage.Signing:
                    Sign();
                    break;
                case Stage.Checking:
                    Check();
                    break;
            }

            return _stage == Stage.Done;
        }

        private void Hash()
        {
            int count = _infoLength - _hashed < Sha256.BlockBytes ? _infoLength - _hashed : Sha256.BlockBytes;
            if (count > 0)
            {
                _sha.Add(_info, _hashed, count);
                _hashed += count;
                return;
            }

            _sha.Finish(_hash);
            _stage = Stage.Proving;
        }

        private void Prove()
        {
            if (!HmacProof.Holds(_hmac))
            {
                _stage = Stage.Done;
                return;
            }

            _signer.Begin(_key.Number, _hash);
            _stage = Stage.Signing;
        }

        private void Sign()
        {
            if (_signer.Step())
            {
                _check.Begin(_key.Public, _hash, _signer.R, _signer.S);
                _stage = Stage.Checking;
            }
        }

        private void Check()
        {
            if (_check.Step())
            {
                Der = _check.Valid ? Join() : null;
                _stage = Stage.Done;
            }
        }

        // CertificationRequestInfo: SEQUENCE { 0, SEQUENCE { SET { SEQUENCE { commonName, UTF8String } } }, SubjectPublicKeyInfo, [0] {} }
        private int WriteInfo(string name)
        {
            int length = name.Length;
            byte[] key = new byte[Signing.Der.PublicKeyBytes];
            Signing.Der.WritePublicKey(_key.Public.X, _key.Public.Y, key);
            int at = WriteHead(_info, 0, Sequence, 3 + 13 + length + key.Length + 2);
            at = WriteHead(_info, at, 0x02, 1);
            _info[at++] = 0;
            at = WriteHead(_info, at, Sequence, 11 + length);
            at = WriteHead(_info, at, 0x31, 9 + length);
            at = WriteHead(_info, at, Sequence, 7 + length);
            at = Copy(CommonName, CommonName.Length, _info, at);
            at = WriteHead(_info, at, 0x0C, length);
            for (int i = 0; i < length; i++)
            {
                _info[at++] = (byte)name[i];
            }

            at = Copy(key, key.Length, _info, at);
            return WriteHead(_info, at, 0xA0, 0);
        }

        // SEQUENCE { CertificationRequestInfo, Algorithm, BIT STRING of ECDSA-Sig-Value }
        private byte[] Join()
        {
            byte[] signature = new byte[Signing.Der.MaxSignatureBytes];
            int length = Signing.Der.WriteSignature(_signer.R, _signer.S, signature, 0);
            byte[] whole = new byte[MaxBytes];
            int at = WriteHead(whole, 0, Sequence, _infoLength + Algorithm.Length + 3 + length);
            at = Copy(_info, _infoLength, whole, at);
            at = Copy(Algorithm, Algorithm.Length, whole, at);
            at = WriteHead(whole, at, 0x03, length + 1);
            whole[at++] = 0;
            at = Copy(signature, length, whole, at);
            byte[] der = new byte[at];
            Array.Copy(whole, 0, der, 0, at);
            return der;
        }

        private static int WriteHead(byte[] into, int at, byte tag, int length)
        {
            into[at++] = tag;
            if (length > 0xFF)
            {
                into[at++] = 0x82;
                into[at++] = (byte)(length >> 8);
            }
            else if (length > 0x7F)
            {
                into[at++] = 0x81;
            }

            into[at++] = (byte)length;
            return at;
        }

        private static int Copy(byte[] from, int count, byte[] into, int at)
        {
            Array.Copy(from, 0, into, at, count);
            return at + count;
        }
    }
}

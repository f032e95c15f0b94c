using System;
using System.IO;
using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Signing
{
    /// <summary>The station's key in flash, in two slots that both hold it, so that one may be spoilt; and in memory, for the signer alone.</summary>
    /// <remarks>
    /// A slot's own bytes (<see cref="SlotPair"/>, "NCK"; 120 bytes in all), little endian: UTC ms when it was made (8), how sure (1), zero (3), the
    /// private number (32), the public point's X and Y (32 each). With the second slot of a save the replaced key is gone from the flash. The private
    /// number leaves this class only as a <see cref="PrivateKey"/>.
    /// </remarks>
    public sealed class KeyStore
    {
        /// <summary>The one slot.</summary>
        public const string SlotA = "key.a";

        /// <summary>The other slot.</summary>
        public const string SlotB = "key.b";

        private const string Letters = "NCK";
        private const int FormatVersion = 1;
        private const int NumberBytes = 32;
        private const int UtcOffset = SlotFrame.HeaderBytes;
        private const int QualityOffset = UtcOffset + 8;
        private const int PrivateOffset = QualityOffset + 4;
        private const int XOffset = PrivateOffset + NumberBytes;
        private const int YOffset = XOffset + NumberBytes;
        private const int Bytes = YOffset + NumberBytes + SlotFrame.CrcBytes;

        private readonly IStorage _storage;
        private readonly SlotPair _slots = new SlotPair(SlotA, SlotB, Letters, FormatVersion, Bytes, IsSound);

        /// <summary>A store without a key.</summary>
        /// <param name="storage">The flash.</param>
        public KeyStore(IStorage storage)
        {
            _storage = storage;
        }

        /// <summary>What is signed with; null while there is no usable key.</summary>
        public PrivateKey Key { get; private set; }

        /// <summary>What signatures are checked by; null while there is no usable key.</summary>
        public PublicKey Public { get; private set; }

        /// <summary><see cref="Public"/> in DER (SubjectPublicKeyInfo); null while there is none.</summary>
        public byte[] PublicDer { get; private set; }

        /// <summary><see cref="PublicDer"/> as OCPP's publicKey: base64 of "oca:base16:asn1:" and the digits, in ASCII; null while there is none.</summary>
        public byte[] PublicText { get; private set; }

        /// <summary>Counts the keys that were stored; 0 when none ever was.</summary>
        public long Generation
        {
            get { return _slots.Generation; }
        }

        /// <summary>When the key was made, in milliseconds since 1970.</summary>
        public long UtcMillis { get; private set; }

        /// <summary>How sure <see cref="UtcMillis"/> is.</summary>
        public ClockQuality Quality { get; private set; }

        /// <summary>True when there was a key that cannot be had any more: none is made in its place without the technician.</summary>
        public bool Lost { get; private set; }

        /// <summary>Takes the newest sound slot, and mends the other from it.</summary>
        /// <returns>Null, or what the technician should know.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public string Load()
        {
            byte[] newest = _slots.Load(_storage);
            Lost = _slots.Lost;
            if (newest == null)
            {
                return Lost ? "damaged, nothing can be signed: key generate makes a new one" : "none stored";
            }

            Take(newest);
            Wipe(newest);
            return _slots.Notice;
        }

        /// <summary>What the slots hold is not the station's last key: it counts as lost, and the next one is counted from there.</summary>
        /// <param name="generation">Number of the last key.</param>
        public void GoOnFrom(long generation)
        {
            Key = null;
            Public = null;
            PublicDer = null;
            PublicText = null;
            _slots.GoOnFrom(generation);
            Lost = true;
        }

        /// <summary>Stores a new key, durable on return, and uses it from now on. Cost: two writes to flash, up to 400 ms each in which no thread runs.</summary>
        /// <param name="made">The pair.</param>
        /// <param name="utcMillis">When it was made.</param>
        /// <param name="quality">How sure that is.</param>
        /// <exception cref="IOException">The flash failed; the old key stays in use, if the first slot was not written.</exception>
        public void Save(KeyMaker made, long utcMillis, ClockQuality quality)
        {
            byte[] slot = new byte[Bytes];
            LittleEndian.Put64(slot, UtcOffset, utcMillis);
            slot[QualityOffset] = (byte)quality;
            Array.Copy(made.Key.Bytes, 0, slot, PrivateOffset, NumberBytes);
            Array.Copy(made.Public.X, 0, slot, XOffset, NumberBytes);
            Array.Copy(made.Public.Y, 0, slot, YOffset, NumberBytes);
            _slots.SaveFirst(_storage, slot, Bytes);
            Take(slot);
            Lost = false;
            _slots.SaveSecond(_storage, slot, Bytes);
            Wipe(slot);
        }

        private static bool IsSound(byte[] slot)
        {
            return slot.Length == Bytes && PrivateKey.FromBytes(Part(slot, PrivateOffset)) != null
                && PublicKey.FromBytes(Part(slot, XOffset), Part(slot, YOffset)) != null;
        }

        private void Take(byte[] slot)
        {
            byte[] number = Part(slot, PrivateOffset);
            Key = PrivateKey.FromBytes(number);
            Wipe(number);
            Public = PublicKey.FromBytes(Part(slot, XOffset), Part(slot, YOffset));
            PublicDer = new byte[Der.PublicKeyBytes];
            Der.WritePublicKey(Public.X, Public.Y, PublicDer);
            AsciiWriter digits = new AsciiWriter(PublicKeyText.OcaLength);
            PublicKeyText.WriteOca(digits, PublicDer);
            AsciiWriter text = new AsciiWriter(Base64.Length(digits.Length));
            Base64.Write(text, digits.Buffer, 0, digits.Length);
            PublicText = text.Buffer;
            UtcMillis = LittleEndian.Get64(slot, UtcOffset);
            Quality = (ClockQuality)slot[QualityOffset];
        }

        private static byte[] Part(byte[] slot, int offset)
        {
            byte[] part = new byte[NumberBytes];
            Array.Copy(slot, offset, part, 0, NumberBytes);
            return part;
        }

        private static void Wipe(byte[] slot)
        {
            if (slot != null)
            {
                Array.Clear(slot, 0, slot.Length);
            }
        }
    }
}

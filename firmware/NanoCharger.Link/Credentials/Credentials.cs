using System.IO;
using NanoCharger.Hal;
using NanoCharger.Signing;
using NanoCharger.Signing.Certificates;

namespace NanoCharger.Link.Credentials
{
    /// <summary>By what the station and the broker know each other: the set in use, the last good one as the way back, and the key of a request that is out.</summary>
    /// <remarks>
    /// In memory is the set in use alone, as the link wants it: up to 5.5 KB. In flash are two files of one block at most (<see cref="SetFiles"/>) and one of 133
    /// bytes (<see cref="PendingKey"/>). A change takes effect wholly or not at all, and survives any power cut behind its return. What changes something
    /// costs one write to flash, up to 400 ms in which no thread runs, and some 100 ms of work; it allocates up to 16 KB, of which 5.5 KB stay.
    /// </remarks>
    public sealed class Credentials
    {
        /// <summary>Longest PEM text that is taken, of authorities and of a chain each. Together they may have 3 957 bytes of DER, which are about 5 400 of PEM.</summary>
        public const int MaxPemBytes = 3072;

        /// <summary>What is answered where nothing is wrong with what was brought.</summary>
        public const string FlashFailed = "the flash did not take it, all is as before";

        private readonly IClock _clock;
        private readonly SetFiles _files;
        private readonly PendingKey _pending;
        private byte[] _trust;
        private byte[] _chain;
        private byte[] _key;

        /// <summary>Credentials of which nothing is known yet.</summary>
        /// <param name="storage">The flash.</param>
        /// <param name="clock">Says whether a certificate has ended.</param>
        public Credentials(IStorage storage, IClock clock)
        {
            _clock = clock;
            _files = new SetFiles(storage);
            _pending = new PendingKey(storage);
        }

        /// <summary>The name that the station's certificate has to bear, 1..20 characters.</summary>
        public string Station { get; set; } = string.Empty;

        /// <summary>What the link shows and knows; null while no authorities are stored. Another object after each change of what is in use.</summary>
        public LinkIdentity Identity { get; private set; }

        /// <summary>Rises with each change of what is in use.</summary>
        public int Generation { get; private set; }

        /// <summary>True while the station has a certificate.</summary>
        public bool HasChain
        {
            get { return _chain != null; }
        }

        /// <summary>True when certificates were stored that cannot be had any more, until others are: whoever had locks must not go without them for that.</summary>
        public bool Lost
        {
            get { return _files.Lost; }
        }

        /// <summary>From when on the station's certificate holds; milliseconds since 1970, UTC; 0 unknown.</summary>
        public long NotBeforeMillis { get; private set; }

        /// <summary>Until when it holds, likewise.</summary>
        public long NotAfterMillis { get; private set; }

        /// <summary>The name in it; null for none.</summary>
        public string Subject { get; private set; }

        /// <summary>The name of who issued it; null for none.</summary>
        public string Issuer { get; private set; }

        /// <summary>True while the set in use is not the last good one.</summary>
        public bool OnTrial
        {
            get { return _files.OnTrial; }
        }

        /// <summary>True while the set in use is on trial and there is a last good one behind it.</summary>
        public bool HasGood
        {
            get { return _files.HasGood; }
        }

        /// <summary>The key for which a request is out, or to be made; null for none.</summary>
        public LinkKey Pending
        {
            get { return _pending.Key; }
        }

        /// <summary>Reads what is stored, and mends it where it is damaged. For the start, contactor open, before the loop runs.</summary>
        /// <returns>Null, or what the technician should know.</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public string Load()
        {
            Adopt(_files.Load());
            string told = _pending.Load();
            if (_pending.Key != null && IsInUse(_pending.Key))
            {
                // The power went between the set that has it and the end of its file.
                TryForgetPending();
            }

            return _files.Notice ?? told;
        }

        /// <summary>Takes authorities that may vouch for the broker, in the place of those in use. The set is on trial then. Nothing happens where they are those in use.</summary>
        /// <param name="pem">Their certificates, 1..8.</param>
        /// <param name="length">Bytes of them, at most <see cref="MaxPemBytes"/>.</param>
        /// <returns>Null when they were taken; else what is wrong, and nothing has changed.</returns>
        public string ImportTrust(byte[] pem, int length)
        {
            Bundle bundle = new Bundle();
            string wrong = bundle.Read(pem, length) ?? Judge.Trust(bundle, _clock);
            if (wrong != null)
            {
                return wrong;
            }

            try
            {
                byte[] old = _files.ReadInUse();
                if (SetSlot.Holds(old, SetSlot.TrustAt, SetSlot.TrustLength(old), bundle.Der, bundle.Length))
                {
                    return null;
                }

                byte[] key = SetSlot.Key(old);
                return Put(bundle.Length, SetSlot.ChainLength(old), SetSlot.Make(bundle.Der, 0, bundle.Length, old, SetSlot.ChainAt(old), SetSlot.ChainLength(old), key));
            }
            catch (IOException)
            {
                return FlashFailed;
            }
        }

        /// <summary>Takes the station's certificate, and those between it and its authority, in the place of those in use. The set is on trial then; a pending key is used up. Nothing happens where it is what is in use: whoever brings it again has not heard our answer.</summary>
        /// <param name="pem">The station's own first.</param>
        /// <param name="length">Bytes of them, at most <see cref="MaxPemBytes"/>.</param>
        /// <returns>Null when they were taken; else what is wrong, and nothing has changed.</returns>
        public string ImportChain(byte[] pem, int length)
        {
            Bundle bundle = new Bundle();
            LinkKey present = _key == null ? null : LinkKey.FromSec1(_key, 0, _key.Length);
            string wrong = bundle.Read(pem, length) ?? Judge.Chain(bundle, Station, _pending.Key, present, _clock);
            if (wrong != null)
            {
                return wrong;
            }

            bool usesPending = _pending.Key != null && _pending.Key.IsOf(bundle[0].X, bundle[0].Y);
            byte[] key = new byte[LinkKey.Sec1Bytes];
            (usesPending ? _pending.Key : present).WriteSec1(key, 0);
            try
            {
                byte[] old = _files.ReadInUse();
                if (!usesPending && SetSlot.Holds(old, SetSlot.ChainAt(old), SetSlot.ChainLength(old), bundle.Der, bundle.Length))
                {
                    return null;
                }

                wrong = Put(bundle.Length, SetSlot.TrustLength(old), SetSlot.Make(old, SetSlot.TrustAt, SetSlot.TrustLength(old), bundle.Der, 0, bundle.Length, key));
            }
            catch (IOException)
            {
                return FlashFailed;
            }

            if (wrong == null && usesPending)
            {
                TryForgetPending();
            }

            return wrong;
        }

        /// <summary>What is in use becomes the last good set. Nothing happens where it is. A flash that fails leaves it on trial: to be called again.</summary>
        public void Keep()
        {
            try
            {
                _files.Keep();
            }
            catch (IOException)
            {
                // OnTrial goes on saying so.
            }
        }

        /// <summary>As <see cref="Return(long)"/>, whatever the date.</summary>
        /// <exception cref="IOException">As there.</exception>
        public bool Return()
        {
            return Return(0);
        }

        /// <summary>Goes back to the last good set.</summary>
        /// <param name="utcMillis">The date, by which its certificate may have ended; 0 where nobody knows it.</param>
        /// <returns>False, and nothing has changed, when there is none, when it is what is in use, and when its certificate has ended. Also when it has no authorities: nobody gets the locks taken off by being in the way.</returns>
        /// <exception cref="IOException">The flash failed, and nothing has changed: it is still owed.</exception>
        public bool Return(long utcMillis)
        {
            byte[] good = _files.ReadGood();
            CertificateReader own = SetSlot.Own(good);
            if (SetSlot.TrustLength(good) == 0 || (own != null && utcMillis > 0 && own.NotAfterMillis < utcMillis))
            {
                return false;
            }

            Adopt(_files.Return());
            return true;
        }

        /// <summary>Deletes all certificates and keys. Cost: three deletions.</summary>
        /// <returns>Null when it is done; else what is wrong.</returns>
        public string ClearAll()
        {
            try
            {
                _pending.Clear();
                _files.Clear();
                Adopt(null);
                return null;
            }
            catch (IOException)
            {
                return "the flash failed: something may be left";
            }
        }

        /// <summary>Stores the key for which a request will be made, in the place of one whose certificate has not come.</summary>
        /// <exception cref="IOException">The flash did not take it.</exception>
        internal void SetPending(LinkKey key)
        {
            _pending.Save(key);
        }

        private string Put(int bytes, int others, byte[] slot)
        {
            if (bytes + others > SetSlot.MostCertificateBytes)
            {
                return "too long: authorities and chain have " + (bytes + others).ToString() + " bytes together of at most " + SetSlot.MostCertificateBytes.ToString();
            }

            _files.Put(slot);
            Adopt(slot);
            return null;
        }

        private void Adopt(byte[] slot)
        {
            _trust = slot == null ? null : SetSlot.Text(slot, SetSlot.TrustAt, SetSlot.TrustLength(slot));
            _chain = slot == null ? null : SetSlot.Text(slot, SetSlot.ChainAt(slot), SetSlot.ChainLength(slot));
            _key = SetSlot.Key(slot);
            CertificateReader own = SetSlot.Own(slot);
            Subject = own == null ? null : own.Subject;
            Issuer = own == null ? null : own.Issuer;
            NotBeforeMillis = own == null ? 0 : own.NotBeforeMillis;
            NotAfterMillis = own == null ? 0 : own.NotAfterMillis;
            Identity = _trust == null ? null : new LinkIdentity { Trust = _trust, Chain = _chain, Key = _key, Name = Subject };
            Generation++;
        }

        private bool IsInUse(LinkKey key)
        {
            LinkKey present = _key == null ? null : LinkKey.FromSec1(_key, 0, _key.Length);
            return present != null && present.IsOf(key.Public.X, key.Public.Y);
        }

        // A file that stays is of the key in use: the next start deletes it.
        private void TryForgetPending()
        {
            try
            {
                _pending.Clear();
            }
            catch (IOException)
            {
                // Forgotten in memory all the same.
            }
        }
    }
}

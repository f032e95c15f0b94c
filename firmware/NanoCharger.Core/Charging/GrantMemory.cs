using NanoCharger.Core.State;
using NanoCharger.Text;

namespace NanoCharger.Core.Charging
{
    /// <summary>What of a grant survives a restart: who has asked for the transaction's end, that the grant of whoever is plugged in is used up, one that waits on a plugged vehicle, and remote starts that are over.</summary>
    /// <remarks>
    /// Bytes of the piece: who asked for the end, with bit 7 for used up; of a grant that waits its source (1; 0 for none), kind of token (1), remote start id (4), length (1) and characters of its
    /// token, length (1) and characters of its price text; and the remote starts that are over (16). Without the last two it is one byte, without the last it ends before. What is withdrawn, lapsed or begun is not there any more; where auth.resume gives nothing back it never was.
    /// </remarks>
    public sealed class GrantMemory : IDurable
    {
        private const int UsedBit = 0x80;
        private const int WaitingOffset = 1;
        private const int TokenOffset = 7;
        private const int MarkBits = 8;
        private const int EndedBits = 40;
        private const long LoadedBit = 1L << 62;

        private readonly Grant _grant;

        // The slot has a grant that waited, and nobody has said yet what becomes of it.
        private bool _loaded;

        /// <summary>A memory of this grant.</summary>
        internal GrantMemory(Grant grant)
        {
            _grant = grant;
        }

        /// <summary>Who asked for the end of the transaction; None when nobody did.</summary>
        internal GrantSource StopBy { get; set; }

        /// <summary>Token of the grant that waited when the power went; null for none.</summary>
        public string Waited { get; private set; }

        /// <summary>Its source.</summary>
        internal GrantSource WaitedSource { get; private set; }

        /// <summary>What kind of token it is.</summary>
        internal TokenType WaitedType { get; private set; }

        /// <summary>Its remote start id; -1 for none.</summary>
        internal int WaitedRemoteStartId { get; private set; }

        /// <summary>Its price text; null for none.</summary>
        internal string WaitedTariff { get; private set; }

        /// <summary>True while whoever is plugged in has used a grant up.</summary>
        public bool Used
        {
            get { return _grant.Used; }
        }

        /// <inheritdoc/>
        public DurablePiece Piece
        {
            get { return DurablePiece.Grant; }
        }

        /// <inheritdoc/>
        public long Mark
        {
            get
            {
                bool told = _grant.Waits || _grant.EndsWithRestart >= 0;
                return (long)First | (told ? (long)_grant.Changes << MarkBits : 0L) | ((long)_grant.Ended.Changes << EndedBits) | (_loaded ? LoadedBit : 0L);
            }
        }

        private byte First
        {
            get { return (byte)((int)StopBy | (_grant.Used ? UsedBit : 0)); }
        }

        /// <summary>Takes the grant back: whoever is plugged in gets nothing for nothing before the outlet was seen empty, over a restart too.</summary>
        internal void Bar()
        {
            _grant.Hold();
            if (_grant.Stands)
            {
                _grant.Revoke();
            }
        }

        /// <summary>After a restart: whoever was stopped before it gets no new grant for nothing, and no stop is left over for the next transaction.</summary>
        /// <returns>Who had asked for the stop; None for nobody.</returns>
        public GrantSource TakeStop()
        {
            GrantSource by = StopBy;
            _loaded = false;
            StopBy = GrantSource.None;
            if (by != GrantSource.None)
            {
                _grant.Hold();
            }

            return by;
        }

        /// <summary>Gives the grant of a transaction that a loss of power has ended back to the vehicle that is still there.</summary>
        /// <param name="token">Its token, or null.</param>
        /// <param name="source">Its source; None and Free give nothing, a free one comes by itself.</param>
        /// <param name="type">What kind of token it is.</param>
        /// <param name="tariff">What it pays; null when nobody said.</param>
        /// <param name="nowMicros">Monotonic time of this boot.</param>
        public void Resume(string token, GrantSource source, TokenType type, string tariff, long nowMicros)
        {
            if (source > GrantSource.Free && TokenText.IsValid(token))
            {
                _grant.Resume(token, source, type, tariff, nowMicros);
            }
        }

        /// <summary>After a restart that found no open transaction: gives the grant that waited on a plugged vehicle back to the one that is still there, as <see cref="Resume"/> does.</summary>
        /// <param name="nowMicros">Monotonic time of this boot.</param>
        public void ResumeWaiting(long nowMicros)
        {
            if (Waited != null)
            {
                Resume(Waited, WaitedSource, WaitedType, WaitedTariff, nowMicros);
                ResumeRemoteStart(WaitedRemoteStartId);
            }
        }

        /// <summary>What was given back still is that remote start's: who withdraws it must not be told that nothing will begin.</summary>
        /// <param name="remoteStartId">Its id; -1 for none.</param>
        public void ResumeRemoteStart(int remoteStartId)
        {
            if (_grant.Resumed)
            {
                _grant.RemoteStartId = remoteStartId;
            }
        }

        /// <inheritdoc/>
        public int Save(byte[] target, int offset)
        {
            bool waits = _grant.Waits;
            target[offset] = First;
            bool ended = _grant.Ended.Any || _grant.EndsWithRestart >= 0;
            if (!waits && !ended)
            {
                return WaitingOffset;
            }

            target[offset + WaitingOffset] = (byte)(waits ? _grant.Source : GrantSource.None);
            target[offset + WaitingOffset + 1] = (byte)_grant.TokenType;
            LittleEndian.Put32(target, offset + WaitingOffset + 2, (uint)_grant.RemoteStartId);
            int end = PutText(target, offset + TokenOffset, waits ? _grant.Token : null);
            end = PutText(target, end, waits ? _grant.Tariff : null);
            if (ended)
            {
                _grant.Ended.Save(target, end, _grant.EndsWithRestart);
                end += EndedStarts.Bytes;
            }

            return end - offset;
        }

        /// <inheritdoc/>
        public void Load(byte[] source, int offset, int length)
        {
            if (length > 0)
            {
                StopBy = (GrantSource)(source[offset] & ~UsedBit);
                if ((source[offset] & UsedBit) != 0)
                {
                    _grant.Hold();
                }
            }

            if (length > TokenOffset && source[offset + WaitingOffset] <= (byte)GrantSource.Backend)
            {
                WaitedSource = (GrantSource)source[offset + WaitingOffset];
                WaitedType = (TokenType)source[offset + WaitingOffset + 1];
                WaitedRemoteStartId = (int)LittleEndian.Get32(source, offset + WaitingOffset + 2);
                int end = offset + length;
                int tariff = offset + TokenOffset + 1 + source[offset + TokenOffset];
                Waited = TextAt(source, offset + TokenOffset, end);
                _loaded = Waited != null;
                WaitedTariff = TextAt(source, tariff, end);
                int ended = tariff < end ? tariff + 1 + source[tariff] : end;
                if (end - ended == EndedStarts.Bytes)
                {
                    _grant.Ended.Load(source, ended);
                }
            }
        }

        private static int PutText(byte[] target, int offset, string text)
        {
            int length = text == null ? 0 : text.Length;
            target[offset] = (byte)length;
            for (int i = 0; i < length; i++)
            {
                target[offset + 1 + i] = (byte)text[i];
            }

            return offset + 1 + length;
        }

        private static string TextAt(byte[] source, int offset, int end)
        {
            return offset >= end || source[offset] == 0 || offset + 1 + source[offset] > end ? null : Ascii.Text(source, offset + 1, source[offset]);
        }
    }
}

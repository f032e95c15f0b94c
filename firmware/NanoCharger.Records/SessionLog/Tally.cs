using System;
using NanoCharger.Core.Charging;
using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Records.SessionLog
{
    /// <summary>Where the counting stands, beside the records: register, numbers, what is released, and the checkpoint of the open transaction.</summary>
    /// <remarks>
    /// Two slot files, overwritten in place, so that a night of checkpoints takes no room. Of each save the older slot gets the newest state, so a power cut leaves
    /// the state before or after; a record's or a release's goes to the other slot too in a later turn (<see cref="Step"/>). A checkpoint's does not: the next one goes
    /// there. Each slot holds its bytes four times, each with its own CRC-32, so three wrong bits spoil no slot. A slot is 328 bytes, within littlefs's metadata.
    /// Each copy (<see cref="SlotFrame"/>, "NCT"): 8 released (8), 16 boot (4), 20 newest sequence (8), 28 register mWh (8), 36 pagination (4), 40 open transaction
    /// (8, 0 for none), 48 seqNo of its latest event (4), 52 that event's monotonic µs (8), 60 UTC ms (8), 68 boot (4), 72 how sure, 73 charging state, 74 flags (bit 0: register lost), 75 trigger, 76 error flags, 77 meter's state, 78 CRC.
    /// </remarks>
    public sealed class Tally
    {
        /// <summary>Name of the first slot file.</summary>
        public const string SlotA = "tally.a";

        /// <summary>Name of the second slot file.</summary>
        public const string SlotB = "tally.b";

        private const string Letters = "NCT";
        private const int FormatVersion = 1;
        private const int Copies = 4;
        private const int CopyBytes = 82;
        private const int SlotBytes = Copies * CopyBytes;
        private const int LostFlag = 1;
        private const long SecondCopyMicros = 10_000_000;

        private readonly byte[] _slot = new byte[SlotBytes];
        private readonly byte[] _copy = new byte[CopyBytes];
        private readonly TransactionEvent _event = new TransactionEvent();
        private long _generation;
        private bool _nextIsB;
        private int _owed;
        private long _savedMicros;

        /// <summary>Last sequence number that the backend has answered for; 0 for none.</summary>
        internal long Released { get; set; }

        /// <summary>Number of the latest boot; 0 for none.</summary>
        internal long Boot { get; set; }

        /// <summary>Sequence number of the newest record; 0 for none.</summary>
        internal long Sequence { get; private set; }

        /// <summary>The highest energy register, in milliwatt-hours.</summary>
        internal long RegisterMilliwattHours { get; private set; }

        /// <summary>Number of the newest signed document; 0 for none.</summary>
        internal long Pagination { get; private set; }

        /// <summary>Number of the open transaction; 0 for none.</summary>
        internal long Transaction { get; private set; }

        /// <summary>The open transaction's latest seqNo.</summary>
        internal int SeqNo { get; private set; }

        /// <summary>When the latest event of a transaction was, and how sure that is; nothing else of it is to be believed.</summary>
        internal TransactionEvent Latest
        {
            get { return _event; }
        }

        /// <summary>True when register or numbers were lost with every copy, until somebody takes on what is left of them.</summary>
        internal bool Lost { get; set; }

        /// <summary>Slots that the last <see cref="Load"/> could not use, or only in part.</summary>
        internal int Damaged { get; private set; }

        /// <summary>True when the last <see cref="Load"/> found a sound copy.</summary>
        internal bool Found { get; private set; }

        /// <summary>Reads the open transaction's latest event from a slot: for whoever looks at a station's flash.</summary>
        /// <param name="slot">The whole slot file.</param>
        /// <param name="into">Takes number, seqNo, times, state, trigger and register.</param>
        /// <returns>False where the slot is damaged, or no transaction is open in it.</returns>
        public static bool TryReadCheckpoint(byte[] slot, LogRecord into)
        {
            Tally tally = new Tally();
            tally.TakeSlot(slot, slot.Length, true);
            if (tally.Transaction == 0)
            {
                return false;
            }

            into.Kind = LogRecordKind.Transaction;
            into.Event = TransactionEventKind.Updated;
            into.Transaction = tally.Transaction;
            into.SeqNo = 0;
            into.Trigger = tally._event.Trigger;
            tally.Advance(into);
            return true;
        }

        /// <summary>Takes the newest of all sound copies; with none everything is 0. Writes nothing.</summary>
        internal void Load(IStorage storage)
        {
            Found = false;
            Damaged = 0;
            _generation = 0;
            _owed = 0;
            Clear();
            LoadSlot(storage, SlotA);
            LoadSlot(storage, SlotB);
        }

        /// <summary>Takes notice of the open transaction's latest event, a record or a checkpoint; to be saved.</summary>
        internal void Note(LogRecord record)
        {
            Transaction = record.Transaction;
            SeqNo = record.SeqNo;
            _event.CopyEvent(record);
        }

        /// <summary>Takes over what the records have told: the counting, and what is open, where a power cut or a failure has left this behind them too; to be saved.</summary>
        internal void Take(LogState state)
        {
            LogRecord open = state.Open;
            if (open == null)
            {
                Transaction = 0;
            }
            else if (open.Sequence > Sequence)
            {
                Note(open);
            }

            Boot = state.Boot;
            Sequence = state.LastSequence;
            RegisterMilliwattHours = state.RegisterMilliwattHours;
            Pagination = state.Pagination;
        }

        /// <summary>Brings an open transaction, as its last record tells it, up to its checkpoint.</summary>
        internal void Advance(LogRecord open)
        {
            if (Transaction != open.Transaction || SeqNo <= open.SeqNo)
            {
                return;
            }

            open.SeqNo = SeqNo;
            open.Micros = _event.Micros;
            open.UtcMillis = _event.UtcMillis;
            open.ReadingBoot = _event.ReadingBoot;
            open.Quality = _event.Quality;
            open.State = _event.State;
            open.Errors = _event.Errors;
            open.MeterState = _event.MeterState;
            open.RegisterMilliwattHours = RegisterMilliwattHours;
        }

        /// <summary>Stores a checkpoint in the older slot, durable on return. What the other one is behind by besides follows in <see cref="Step"/>.</summary>
        internal void SaveCheckpoint(IStorage storage)
        {
            int left = _owed > 0 ? _owed - 1 : 0;
            Write(storage);
            _owed = left;
        }

        /// <summary>Stores the state in the older slot, durable on return; the other one follows in <see cref="Step"/>.</summary>
        internal void Save(IStorage storage)
        {
            Write(storage);
            _owed = 1;
        }

        /// <summary>Both slots are behind a record, which stands for itself meanwhile.</summary>
        internal void SaveLater()
        {
            _owed = 2;
        }

        /// <summary>Writes at most one slot that is behind: the first at once, the second when the contactor is open or 10 s later.</summary>
        internal void Step(IStorage storage, bool closed, long nowMicros)
        {
            if (_owed == 2 || (_owed == 1 && (!closed || nowMicros - _savedMicros >= SecondCopyMicros)))
            {
                int left = _owed - 1;
                Write(storage);
                _owed = left;
                _savedMicros = nowMicros;
            }
        }

        private void Write(IStorage storage)
        {
            _generation++;
            Compose();
            for (int i = 0; i < SlotBytes; i++)
            {
                _slot[i] = _copy[i % CopyBytes];
            }

            storage.Write(_nextIsB ? SlotB : SlotA, _slot, SlotBytes);
            _nextIsB = !_nextIsB;
        }

        private void Compose()
        {
            LittleEndian.Put64(_copy, 8, Released);
            LittleEndian.Put32(_copy, 16, (uint)Boot);
            LittleEndian.Put64(_copy, 20, Sequence);
            LittleEndian.Put64(_copy, 28, RegisterMilliwattHours);
            LittleEndian.Put32(_copy, 36, (uint)Pagination);
            LittleEndian.Put64(_copy, 40, Transaction);
            LittleEndian.Put32(_copy, 48, (uint)SeqNo);
            LittleEndian.Put64(_copy, 52, _event.Micros);
            LittleEndian.Put64(_copy, 60, _event.UtcMillis);
            LittleEndian.Put32(_copy, 68, (uint)_event.ReadingBoot);
            _copy[72] = (byte)_event.Quality;
            _copy[73] = (byte)_event.State;
            _copy[75] = (byte)_event.Trigger;
            _copy[76] = (byte)_event.Errors;
            _copy[77] = (byte)_event.MeterState;
            _copy[74] = (byte)(Lost ? LostFlag : 0);
            SlotFrame.Seal(_copy, CopyBytes, Letters, FormatVersion, _generation);
        }

        private void LoadSlot(IStorage storage, string name)
        {
            int length = storage.Length(name);
            if (length < 0)
            {
                return;
            }

            int read = length == SlotBytes ? storage.Read(name, 0, _slot, 0, SlotBytes) : 0;
            Damaged += TakeSlot(_slot, read, name == SlotA) == Copies ? 0 : 1;
        }

        // How many of its copies are sound.
        private int TakeSlot(byte[] slot, int length, bool isA)
        {
            int sound = 0;
            for (int i = 0; i < length / CopyBytes; i++)
            {
                Array.Copy(slot, i * CopyBytes, _copy, 0, CopyBytes);
                if (SlotFrame.IsSound(_copy, CopyBytes, Letters, FormatVersion))
                {
                    sound++;
                    TakeCopy(isA);
                }
            }

            return sound;
        }

        private void TakeCopy(bool isA)
        {
            long generation = SlotFrame.Generation(_copy);
            if (Found && generation <= _generation)
            {
                return;
            }

            Found = true;
            _generation = generation;
            _nextIsB = isA;
            Released = LittleEndian.Get64(_copy, 8);
            Boot = LittleEndian.Get32(_copy, 16);
            Sequence = LittleEndian.Get64(_copy, 20);
            RegisterMilliwattHours = LittleEndian.Get64(_copy, 28);
            Pagination = LittleEndian.Get32(_copy, 36);
            Transaction = LittleEndian.Get64(_copy, 40);
            SeqNo = (int)LittleEndian.Get32(_copy, 48);
            _event.Micros = LittleEndian.Get64(_copy, 52);
            _event.UtcMillis = LittleEndian.Get64(_copy, 60);
            _event.ReadingBoot = LittleEndian.Get32(_copy, 68);
            _event.Quality = (ClockQuality)_copy[72];
            _event.State = (ChargingState)_copy[73];
            _event.Trigger = (TriggerReason)_copy[75];
            _event.Errors = (ErrorFlags)_copy[76];
            _event.MeterState = (MeterState)_copy[77];
            Lost = (_copy[74] & LostFlag) != 0;
        }

        private void Clear()
        {
            Released = 0;
            Boot = 0;
            Sequence = 0;
            RegisterMilliwattHours = 0;
            Pagination = 0;
            Transaction = 0;
            SeqNo = 0;
            Lost = false;
            _nextIsB = false;
        }
    }
}

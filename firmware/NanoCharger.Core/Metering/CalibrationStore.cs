using System.IO;
using NanoCharger.Hal;
using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Core.Metering
{
    /// <summary>The calibration in flash, in two slots that both hold it, so that one may be spoilt; a power cut in a save leaves the one before or the new one.</summary>
    /// <remarks>
    /// With the calibration goes what was changed last, and when: the session log's event of a change can be written, with its true date,
    /// even where the power went between the two. The bytes: <see cref="CalibrationSlot"/>.
    /// </remarks>
    public sealed class CalibrationStore
    {
        /// <summary>The one slot.</summary>
        public const string SlotA = "calibration.a";

        /// <summary>The other slot.</summary>
        public const string SlotB = "calibration.b";

        /// <summary>Longest text of a change: what the session log has room for.</summary>
        public const int MaxChange = 36;

        private readonly SlotPair _slots = new SlotPair(
            SlotA, SlotB, CalibrationSlot.Letters, CalibrationSlot.FormatVersion, CalibrationSlot.MaxBytes, CalibrationSlot.IsSound);

        /// <summary>Counts the changes that were stored; 0 when nothing ever was.</summary>
        public long Generation
        {
            get { return _slots.Generation; }
        }

        /// <summary>What was changed last, at most <see cref="MaxChange"/> characters; empty for the factory's own adjustment.</summary>
        public string Change { get; private set; } = "";

        /// <summary>When it was changed, in milliseconds since 1970.</summary>
        public long UtcMillis { get; private set; }

        /// <summary>How sure <see cref="UtcMillis"/> is.</summary>
        public ClockQuality Quality { get; private set; }

        /// <summary>Phases of the newest stored calibration; 0 for none.</summary>
        public int StoredPhases { get; private set; }

        /// <summary>Slots that could not be used at the last <see cref="Load"/>: damaged, or of a newer format.</summary>
        public int Unusable
        {
            get { return _slots.Unusable; }
        }

        /// <summary>What the technician should know of the slots at the last <see cref="Load"/>; null for nothing.</summary>
        public string Notice
        {
            get { return _slots.Notice; }
        }

        /// <summary>Takes the newest sound slot, and mends the other from it. Cost: two reads; a write to flash more where there is something to mend.</summary>
        /// <param name="storage">The flash.</param>
        /// <param name="into">Filled; left as it was when there is nothing for it.</param>
        /// <returns>False when there is no sound slot, or the newest is for another number of phases (<see cref="StoredPhases"/>).</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public bool Load(IStorage storage, Calibration into)
        {
            Change = "";
            UtcMillis = 0;
            Quality = ClockQuality.Unknown;
            StoredPhases = 0;
            byte[] newest = _slots.Load(storage);
            if (newest == null)
            {
                return false;
            }

            UtcMillis = LittleEndian.Get64(newest, CalibrationSlot.UtcOffset);
            Quality = (ClockQuality)newest[CalibrationSlot.QualityOffset];
            Change = Ascii.Text(newest, CalibrationSlot.ChangeOffset + 1, newest[CalibrationSlot.ChangeOffset]);
            StoredPhases = newest[CalibrationSlot.PhasesOffset];
            if (StoredPhases != into.Phases)
            {
                return false;
            }

            CalibrationSlot.Take(newest, into);
            return true;
        }

        /// <summary>Goes on counting behind a change that the slots have lost, so that no number is used twice.</summary>
        public void GoOnFrom(long generation)
        {
            _slots.GoOnFrom(generation);
        }

        /// <summary>Stores the factory's own adjustment: no change that the session log should tell.</summary>
        /// <exception cref="IOException">The flash failed; what was stored before still is.</exception>
        public void Save(IStorage storage, Calibration calibration)
        {
            Save(storage, calibration, "", 0, ClockQuality.Unknown);
        }

        /// <summary>Stores a calibration in both slots. Durable on return. Cost: two writes to flash, up to 400 ms each in which no thread runs.</summary>
        /// <param name="storage">The flash.</param>
        /// <param name="calibration">All of it.</param>
        /// <param name="change">What was changed, at most <see cref="MaxChange"/> ASCII characters.</param>
        /// <param name="utcMillis">When, in milliseconds since 1970.</param>
        /// <param name="quality">How sure that is.</param>
        /// <exception cref="IOException">The flash failed; what was stored before still is.</exception>
        public void Save(IStorage storage, Calibration calibration, string change, long utcMillis, ClockQuality quality)
        {
            byte[] slot = new byte[CalibrationSlot.LengthFor(calibration.Phases)];
            LittleEndian.Put64(slot, CalibrationSlot.UtcOffset, utcMillis);
            slot[CalibrationSlot.QualityOffset] = (byte)quality;
            int length = change.Length < MaxChange ? change.Length : MaxChange;
            slot[CalibrationSlot.ChangeOffset] = (byte)length;
            for (int i = 0; i < length; i++)
            {
                slot[CalibrationSlot.ChangeOffset + 1 + i] = (byte)change[i];
            }

            CalibrationSlot.Put(calibration, slot);
            _slots.Save(storage, slot, slot.Length);
            Change = change;
            UtcMillis = utcMillis;
            Quality = quality;
            StoredPhases = calibration.Phases;
        }
    }
}

using System.IO;
using NanoCharger.Hal;
using NanoCharger.Text;

namespace NanoCharger.Core.Metering
{
    /// <summary>The calibration in flash: two slots, of which the older is written, so that a power cut leaves the one before.</summary>
    /// <remarks>
    /// With the calibration goes what was changed last, and when: the session log's event of a change can be written, with its true date,
    /// even where the power went between the two. A slot, little endian: "NCC", format version, generation (4), UTC ms (8), how sure (1),
    /// length of the text (1), text (36), phases (1), then for each phase the voltage and the current channel: number of points (1), nine
    /// points of level (4) and gain (4), rest (4), noise (4), phase (4); CRC-32 of all before.
    /// </remarks>
    public sealed class CalibrationStore
    {
        /// <summary>The one slot.</summary>
        public const string SlotA = "calibration.a";

        /// <summary>The other slot.</summary>
        public const string SlotB = "calibration.b";

        /// <summary>Longest text of a change: what the session log has room for.</summary>
        public const int MaxChange = 36;

        private const int FormatVersion = 1;
        private const int GenerationOffset = 4;
        private const int UtcOffset = 8;
        private const int QualityOffset = 16;
        private const int ChangeOffset = 17;
        private const int PhasesOffset = ChangeOffset + 1 + MaxChange;
        private const int HeaderBytes = PhasesOffset + 1;
        private const int ChannelBytes = 1 + (8 * ChannelCalibration.MostPoints) + 12;
        private const int CrcBytes = 4;
        private const int MostPhases = 3;
        private const int MaxBytes = HeaderBytes + (2 * MostPhases * ChannelBytes) + CrcBytes;
        private const int MostRest = 4_095_000;

        private string _newest;

        /// <summary>Counts the changes that were stored; 0 when nothing ever was.</summary>
        public long Generation { get; private set; }

        /// <summary>What was changed last, at most <see cref="MaxChange"/> characters; empty for the factory's own adjustment.</summary>
        public string Change { get; private set; } = "";

        /// <summary>When it was changed, in milliseconds since 1970.</summary>
        public long UtcMillis { get; private set; }

        /// <summary>How sure <see cref="UtcMillis"/> is.</summary>
        public ClockQuality Quality { get; private set; }

        /// <summary>Phases of the newest stored calibration; 0 for none.</summary>
        public int StoredPhases { get; private set; }

        /// <summary>Slots that could not be used at the last <see cref="Load"/>: damaged, or of a newer format.</summary>
        public int Unusable { get; private set; }

        /// <summary>Takes the newest sound slot.</summary>
        /// <param name="storage">The flash.</param>
        /// <param name="into">Filled; left as it was when there is nothing for it.</param>
        /// <returns>False when there is no sound slot, or the newest is for another number of phases (<see cref="StoredPhases"/>).</returns>
        /// <exception cref="IOException">The flash cannot be read.</exception>
        public bool Load(IStorage storage, Calibration into)
        {
            _newest = null;
            Generation = 0;
            Change = "";
            UtcMillis = 0;
            Quality = ClockQuality.Unknown;
            StoredPhases = 0;
            Unusable = 0;
            byte[] a = ReadSlot(storage, SlotA);
            byte[] b = ReadSlot(storage, SlotB);
            if (a == null && b == null)
            {
                return false;
            }

            bool takesA = b == null || (a != null && GenerationOf(a) > GenerationOf(b));
            byte[] newest = takesA ? a : b;
            _newest = takesA ? SlotA : SlotB;
            Generation = GenerationOf(newest);
            UtcMillis = LittleEndian.Get64(newest, UtcOffset);
            Quality = (ClockQuality)newest[QualityOffset];
            Change = Ascii.Text(newest, ChangeOffset + 1, newest[ChangeOffset]);
            StoredPhases = newest[PhasesOffset];
            if (StoredPhases != into.Phases)
            {
                return false;
            }

            Take(newest, into);
            return true;
        }

        /// <summary>Goes on counting behind a change that the slots have lost, so that no number is used twice.</summary>
        public void GoOnFrom(long generation)
        {
            Generation = generation > Generation ? generation : Generation;
        }

        /// <summary>Stores the factory's own adjustment: no change that the session log should tell.</summary>
        /// <exception cref="IOException">The flash failed; what was stored before still is.</exception>
        public void Save(IStorage storage, Calibration calibration)
        {
            Save(storage, calibration, "", 0, ClockQuality.Unknown);
        }

        /// <summary>Stores a calibration in the older slot. Durable on return. Cost: one write to flash, up to 400 ms in which no thread runs.</summary>
        /// <param name="storage">The flash.</param>
        /// <param name="calibration">All of it.</param>
        /// <param name="change">What was changed, at most <see cref="MaxChange"/> ASCII characters.</param>
        /// <param name="utcMillis">When, in milliseconds since 1970.</param>
        /// <param name="quality">How sure that is.</param>
        /// <exception cref="IOException">The flash failed; what was stored before still is.</exception>
        public void Save(IStorage storage, Calibration calibration, string change, long utcMillis, ClockQuality quality)
        {
            byte[] bytes = Encode(calibration, change, utcMillis, quality);
            string target = _newest == SlotA ? SlotB : SlotA;
            try
            {
                storage.Write(target, bytes, bytes.Length);
            }
            catch (IOException)
            {
                // The flash may have taken it all the same, and then the next start would find it.
                if (!Holds(storage, target, bytes))
                {
                    throw;
                }
            }

            _newest = target;
            Generation++;
            Change = change;
            UtcMillis = utcMillis;
            Quality = quality;
            StoredPhases = calibration.Phases;
        }

        private static bool Holds(IStorage storage, string name, byte[] bytes)
        {
            byte[] stored = ReadSlot(storage, name, out _);
            if (stored == null || stored.Length != bytes.Length)
            {
                return false;
            }

            for (int i = 0; i < bytes.Length; i++)
            {
                if (stored[i] != bytes[i])
                {
                    return false;
                }
            }

            return true;
        }

        private static long GenerationOf(byte[] slot)
        {
            return LittleEndian.Get32(slot, GenerationOffset);
        }

        private static int LengthFor(int phases)
        {
            return HeaderBytes + (2 * phases * ChannelBytes) + CrcBytes;
        }

        private byte[] ReadSlot(IStorage storage, string name)
        {
            byte[] slot = ReadSlot(storage, name, out bool there);
            Unusable += there && slot == null ? 1 : 0;
            return slot;
        }

        // Null when there is no sound slot of this format.
        private static byte[] ReadSlot(IStorage storage, string name, out bool there)
        {
            int length = storage.Length(name);
            there = length >= 0;
            if (length < LengthFor(1) || length > MaxBytes)
            {
                return null;
            }

            byte[] bytes = new byte[length];
            return storage.Read(name, 0, bytes, 0, length) == length && IsSound(bytes) ? bytes : null;
        }

        private static bool IsSound(byte[] bytes)
        {
            int end = bytes.Length - CrcBytes;
            int phases = bytes[PhasesOffset];
            if (bytes[0] != 'N' || bytes[1] != 'C' || bytes[2] != 'C' || bytes[3] != FormatVersion
                || Crc32.Compute(bytes, 0, end) != LittleEndian.Get32(bytes, end)
                || (phases != 1 && phases != MostPhases) || bytes.Length != LengthFor(phases) || bytes[ChangeOffset] > MaxChange)
            {
                return false;
            }

            for (int offset = HeaderBytes; offset < end; offset += ChannelBytes)
            {
                if (!IsSoundChannel(bytes, offset))
                {
                    return false;
                }
            }

            return true;
        }

        // What no calibration can be is not taken from the flash either, whatever its code says.
        private static bool IsSoundChannel(byte[] bytes, int offset)
        {
            int points = bytes[offset];
            if (points > ChannelCalibration.MostPoints)
            {
                return false;
            }

            int last = 0;
            for (int i = 0; i < points; i++)
            {
                int level = Int(bytes, offset + 1 + (8 * i));
                int gain = Int(bytes, offset + 5 + (8 * i));
                if (level <= last || gain < ChannelCalibration.LeastGain || gain > ChannelCalibration.MostGain)
                {
                    return false;
                }

                last = level;
            }

            int rest = Int(bytes, offset + ChannelBytes - 12);
            int noise = Int(bytes, offset + ChannelBytes - 8);
            int phase = Int(bytes, offset + ChannelBytes - 4);
            return rest >= 0 && rest <= MostRest && noise >= 0 && noise <= MostRest
                && phase >= -ChannelCalibration.MostPhase && phase <= ChannelCalibration.MostPhase;
        }

        private static int Int(byte[] bytes, int offset)
        {
            return (int)LittleEndian.Get32(bytes, offset);
        }

        private static void Take(byte[] slot, Calibration into)
        {
            int offset = HeaderBytes;
            for (int phase = 0; phase < into.Phases; phase++)
            {
                TakeChannel(slot, offset, into.Voltage(phase));
                TakeChannel(slot, offset + ChannelBytes, into.Current(phase));
                offset += 2 * ChannelBytes;
            }
        }

        private static void TakeChannel(byte[] slot, int offset, ChannelCalibration into)
        {
            into.Clear();
            for (int i = 0; i < slot[offset]; i++)
            {
                into.Put(Int(slot, offset + 1 + (8 * i)), Int(slot, offset + 5 + (8 * i)));
            }

            into.RestMillicounts = Int(slot, offset + ChannelBytes - 12);
            into.NoiseMillicounts = Int(slot, offset + ChannelBytes - 8);
            into.PhaseHundredths = Int(slot, offset + ChannelBytes - 4);
        }

        private byte[] Encode(Calibration calibration, string change, long utcMillis, ClockQuality quality)
        {
            byte[] bytes = new byte[LengthFor(calibration.Phases)];
            bytes[0] = (byte)'N';
            bytes[1] = (byte)'C';
            bytes[2] = (byte)'C';
            bytes[3] = FormatVersion;
            LittleEndian.Put32(bytes, GenerationOffset, (uint)(Generation + 1));
            LittleEndian.Put64(bytes, UtcOffset, utcMillis);
            bytes[QualityOffset] = (byte)quality;
            int length = change.Length < MaxChange ? change.Length : MaxChange;
            bytes[ChangeOffset] = (byte)length;
            for (int i = 0; i < length; i++)
            {
                bytes[ChangeOffset + 1 + i] = (byte)change[i];
            }

            bytes[PhasesOffset] = (byte)calibration.Phases;
            int offset = HeaderBytes;
            for (int phase = 0; phase < calibration.Phases; phase++)
            {
                PutChannel(calibration.Voltage(phase), bytes, offset);
                PutChannel(calibration.Current(phase), bytes, offset + ChannelBytes);
                offset += 2 * ChannelBytes;
            }

            LittleEndian.Put32(bytes, offset, Crc32.Compute(bytes, 0, offset));
            return bytes;
        }

        private static void PutChannel(ChannelCalibration channel, byte[] bytes, int offset)
        {
            bytes[offset] = (byte)channel.Points;
            for (int i = 0; i < channel.Points; i++)
            {
                LittleEndian.Put32(bytes, offset + 1 + (8 * i), (uint)channel.LevelMillicounts(i));
                LittleEndian.Put32(bytes, offset + 5 + (8 * i), (uint)channel.Gain(i));
            }

            LittleEndian.Put32(bytes, offset + ChannelBytes - 12, (uint)channel.RestMillicounts);
            LittleEndian.Put32(bytes, offset + ChannelBytes - 8, (uint)channel.NoiseMillicounts);
            LittleEndian.Put32(bytes, offset + ChannelBytes - 4, (uint)channel.PhaseHundredths);
        }
    }
}

using NanoCharger.Storage;
using NanoCharger.Text;

namespace NanoCharger.Core.Metering
{
    /// <summary>The calibration's own bytes in its slots, and what is believed of them.</summary>
    /// <remarks>
    /// Behind the frame's beginning (<see cref="SlotFrame"/>, "NCC"), little endian: UTC ms (8), how sure (1), length of the text (1), text (36),
    /// phases (1), then for each phase the voltage and the current channel: number of points (1), nine points of level (4) and gain (4), rest (4),
    /// noise (4), phase (4).
    /// </remarks>
    internal static class CalibrationSlot
    {
        /// <summary>What a slot begins with.</summary>
        internal const string Letters = "NCC";

        /// <summary>Counts the ways in which the bytes were ever laid out.</summary>
        internal const int FormatVersion = 1;

        /// <summary>When it was changed, in milliseconds since 1970, 64 bits.</summary>
        internal const int UtcOffset = SlotFrame.HeaderBytes;

        /// <summary>How sure that is.</summary>
        internal const int QualityOffset = UtcOffset + 8;

        /// <summary>Length of the text that says what was changed; the text follows.</summary>
        internal const int ChangeOffset = QualityOffset + 1;

        /// <summary>Number of phases.</summary>
        internal const int PhasesOffset = ChangeOffset + 1 + CalibrationStore.MaxChange;

        /// <summary>Longest slot.</summary>
        internal const int MaxBytes = ChannelsOffset + (2 * MostPhases * ChannelBytes) + SlotFrame.CrcBytes;

        private const int ChannelsOffset = PhasesOffset + 1;
        private const int ChannelBytes = 1 + (8 * ChannelCalibration.MostPoints) + 12;
        private const int MostPhases = 3;
        private const int MostRest = 4_095_000;

        /// <summary>Bytes of a slot.</summary>
        internal static int LengthFor(int phases)
        {
            return ChannelsOffset + (2 * phases * ChannelBytes) + SlotFrame.CrcBytes;
        }

        /// <summary>Whether a slot whose frame is sound can be a calibration: what none can be is not taken from the flash, whatever its code says.</summary>
        internal static bool IsSound(byte[] slot)
        {
            if (slot.Length < LengthFor(1))
            {
                return false;
            }

            int phases = slot[PhasesOffset];
            if ((phases != 1 && phases != MostPhases) || slot.Length != LengthFor(phases) || slot[ChangeOffset] > CalibrationStore.MaxChange)
            {
                return false;
            }

            for (int offset = ChannelsOffset; offset < slot.Length - SlotFrame.CrcBytes; offset += ChannelBytes)
            {
                if (!IsSoundChannel(slot, offset))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Takes the channels out of a sound slot of as many phases.</summary>
        internal static void Take(byte[] slot, Calibration into)
        {
            int offset = ChannelsOffset;
            for (int phase = 0; phase < into.Phases; phase++)
            {
                TakeChannel(slot, offset, into.Voltage(phase));
                TakeChannel(slot, offset + ChannelBytes, into.Current(phase));
                offset += 2 * ChannelBytes;
            }
        }

        /// <summary>Writes phases and channels.</summary>
        internal static void Put(Calibration calibration, byte[] slot)
        {
            slot[PhasesOffset] = (byte)calibration.Phases;
            int offset = ChannelsOffset;
            for (int phase = 0; phase < calibration.Phases; phase++)
            {
                PutChannel(calibration.Voltage(phase), slot, offset);
                PutChannel(calibration.Current(phase), slot, offset + ChannelBytes);
                offset += 2 * ChannelBytes;
            }
        }

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

        private static int Int(byte[] bytes, int offset)
        {
            return (int)LittleEndian.Get32(bytes, offset);
        }
    }
}

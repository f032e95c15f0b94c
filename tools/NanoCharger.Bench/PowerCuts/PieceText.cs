using System;
using System.Globalization;
using System.Text;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Protection;
using NanoCharger.Core.Settings;
using NanoCharger.Core.State;
using NanoCharger.Signing;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>The pieces as text: the same text means the same state, and a complaint can show it.</summary>
internal static class PieceText
{
    /// <summary>Every setting's value.</summary>
    internal static string Of(SettingsStore settings)
    {
        var text = new StringBuilder(1_024);
        for (int i = 0; i < SettingsTable.Count; i++)
        {
            SettingRow row = SettingsTable.Row((SettingId)i);
            text.Append(row.Name).Append('=');
            _ = row.IsText ? text.Append(settings.Text(row.Id)) : text.Append(settings.Int(row.Id));
            text.Append(' ');
        }

        return text.ToString();
    }

    /// <summary>What each piece of the durable state would write.</summary>
    internal static string Of(IDurable[] pieces)
    {
        var text = new StringBuilder(256);
        byte[] bytes = new byte[256];
        foreach (IDurable piece in pieces)
        {
            int length = piece.Save(bytes, 0);
            text.Append(piece.Piece).Append('=').Append(Convert.ToHexString(bytes, 0, length)).Append(' ');
        }

        return text.ToString();
    }

    /// <summary>A calibration with its last change.</summary>
    internal static string Of(CalibrationStore store, Calibration calibration)
    {
        var text = new StringBuilder(256);
        text.Append(store.Generation).Append(' ').Append(store.Change).Append(' ').Append(store.UtcMillis).Append(' ').Append((int)store.Quality);
        for (int phase = 0; phase < calibration.Phases; phase++)
        {
            Append(text, calibration.Voltage(phase));
            Append(text, calibration.Current(phase));
        }

        return text.ToString();
    }

    /// <summary>Number and public half of the key.</summary>
    internal static string Of(KeyStore key)
    {
        return key.Generation.ToString(CultureInfo.InvariantCulture) + " " + (key.Public == null ? "none" : Convert.ToHexString(key.Public.X)) + " " + key.UtcMillis.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The tokens in their order.</summary>
    internal static string Of(LocalList tokens)
    {
        var text = new StringBuilder();
        for (int i = 0; i < tokens.Count; i++)
        {
            text.Append(tokens[i]).Append(' ');
        }

        return text.ToString();
    }

    /// <summary>The faults that have occurred.</summary>
    internal static string Of(FaultCounters counters)
    {
        var text = new StringBuilder();
        for (int code = 1; code < FaultCatalogue.Count; code++)
        {
            long count = counters.Of((FaultCode)code);
            if (count > 0)
            {
                text.Append((FaultCode)code).Append('=').Append(count).Append(' ');
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ChannelCalibration channel)
    {
        text.Append(" | ").Append(channel.RestMillicounts).Append(' ').Append(channel.NoiseMillicounts).Append(' ').Append(channel.PhaseHundredths);
        for (int i = 0; i < channel.Points; i++)
        {
            text.Append(' ').Append(channel.LevelMillicounts(i)).Append(':').Append(channel.Gain(i));
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NanoCharger.Core.Settings;
using NanoCharger.Emulation;

namespace NanoCharger.Bench;

/// <summary>The firmware's settings as its flash holds them: those it was commissioned with, then each save.</summary>
public sealed class StoredSettings
{
    private SettingsStore _newest;

    /// <summary>Begins with what the unit was commissioned with.</summary>
    public StoredSettings(SettingsStore commissioned)
    {
        _newest = commissioned;
    }

    /// <summary>Names of the settings whose values nobody may read in a trace.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
        Enum.GetValues<SettingId>().Select(SettingsTable.Row).Where(row => row.Kind == SettingKind.Secret).Select(row => row.Name).ToArray();

    /// <summary>What they limit the offer to, in milliamperes.</summary>
    public int LimitMilliamps
    {
        get
        {
            int cable = _newest.Int(SettingId.CableAmps);
            int installation = _newest.Int(SettingId.MaxAmps);
            return 1000 * (cable == 0 ? installation : Math.Min(cable, installation));
        }
    }

    /// <summary>A setting's value as text; null where there is none of this name.</summary>
    public string? Value(string name)
    {
        return SettingsTable.Find(name) is not { } row ? null
            : row.IsText ? _newest.Text(row.Id)
            : _newest.Int(row.Id).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A file became durable; the newest of the two slots is taken by itself.</summary>
    public void Committed(string name, byte[] content)
    {
        if (name is not (SettingsStore.SlotA or SettingsStore.SlotB))
        {
            return;
        }

        var flash = new Flash();
        flash.Replace(name, content);
        var store = new SettingsStore();
        if (store.Look(new FlashStorage(flash)))
        {
            _newest = store;
        }
    }
}

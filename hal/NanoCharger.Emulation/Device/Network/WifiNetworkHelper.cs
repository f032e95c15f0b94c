using System;
using System.Device.Wifi;
using System.Threading;
using NanoCharger.Emulation;

namespace nanoFramework.Networking;

/// <summary>Connects to a Wi-Fi network.</summary>
public static class WifiNetworkHelper
{
    private const long ShortestJoinNanos = 1_500_000_000;
    private const long LongestJoinNanos = 3_000_000_000;
    private const long FailureNanos = 10_000_000_000;
    private const int DatePollMillis = 200;
    private const int AddressPollMillis = 200;

    /// <summary>How the last attempt went.</summary>
    public static NetworkHelperStatus Status
    {
        get
        {
            RadioState radio = VirtualThread.Current.Chip.Radio;
            return radio.Online ? NetworkHelperStatus.NetworkIsReady
                : radio.Configured ? NetworkHelperStatus.ErrorConnetingToWiFiWhileScanning
                : NetworkHelperStatus.None;
        }
    }

    /// <summary>Joins a network and waits for an address: 1.5 to 3 s, or 10 s in vain. Other threads run meanwhile.</summary>
    /// <returns>True when connected. The credentials are kept: later the radio joins by itself.</returns>
    /// <exception cref="NotSupportedException">The token can be cancelled: it would count real time.</exception>
    public static bool ConnectDhcp(
        string ssid,
        string password,
        WifiReconnectionKind reconnectionKind = WifiReconnectionKind.Automatic,
        bool requiresDateTime = false,
        int wifiAdapterId = 0,
        CancellationToken token = default)
    {
        RefuseRealTime(token);
        VirtualThread self = VirtualThread.Current;
        self.ThrowIfDead();
        if (string.IsNullOrEmpty(ssid))
        {
            return false;
        }

        self.Chip.Radio.Configured = true;
        return Join(self, requiresDateTime);
    }

    /// <summary>Waits for an address of the network that the radio knows, for ever without a token: looks five times a second.</summary>
    /// <returns>True once connected; false when no network was ever configured.</returns>
    /// <exception cref="NotSupportedException">The token can be cancelled: it would count real time.</exception>
    public static bool Reconnect(bool requiresDateTime = false, int wifiAdapterId = 0, CancellationToken token = default)
    {
        RefuseRealTime(token);
        VirtualThread self = VirtualThread.Current;
        self.ThrowIfDead();
        RadioState radio = self.Chip.Radio;
        if (!radio.Configured)
        {
            return false;
        }

        while (!radio.Online)
        {
            VirtualThread.Sleep(AddressPollMillis);
        }

        if (requiresDateTime)
        {
            AwaitDate(radio);
        }

        return true;
    }

    /// <summary>Leaves the network and forgets the credentials.</summary>
    public static void Disconnect()
    {
        VirtualThread self = VirtualThread.Current;
        self.ThrowIfDead();
        self.Chip.Radio.Configured = false;
    }

    private static bool Join(VirtualThread self, bool requiresDateTime)
    {
        RadioState radio = self.Chip.Radio;
        if (!radio.Online)
        {
            self.BlockFor(null, FailureNanos);
        }
        else if (!radio.Joined)
        {
            self.BlockFor(null, self.Machine.Chance.Between(ShortestJoinNanos, LongestJoinNanos));
        }

        radio.Joined = radio.Online;
        if (radio.Joined && requiresDateTime)
        {
            AwaitDate(radio);
        }

        return radio.Joined;
    }

    private static void RefuseRealTime(CancellationToken token)
    {
        if (token.CanBeCanceled)
        {
            throw new NotSupportedException("A token counts real time; the emulation has none");
        }
    }

    private static void AwaitDate(RadioState radio)
    {
        if (!radio.TimeStarted)
        {
            radio.StartTime();
        }

        while (!radio.TimeKnown)
        {
            VirtualThread.Sleep(DatePollMillis);
        }
    }
}

using NanoCharger.Emulation;

namespace nanoFramework.Networking;

/// <summary>The time client. It works beside the firmware and asks once an hour, after a failure every 15 s.</summary>
public static class Sntp
{
    /// <summary>True between start and stop.</summary>
    public static bool IsStarted => Radio.TimeStarted;

    /// <summary>First server.</summary>
    public static string Server1
    {
        get => Radio.TimeServer;
        set => Radio.TimeServer = value;
    }

    /// <summary>Second server.</summary>
    public static string Server2
    {
        get => Radio.TimeServer2;
        set => Radio.TimeServer2 = value;
    }

    private static RadioState Radio
    {
        get
        {
            VirtualThread self = VirtualThread.Current;
            self.ThrowIfDead();
            return self.Chip.Radio;
        }
    }

    /// <summary>Starts the client, which asks at once. Does not wait.</summary>
    public static void Start()
    {
        Radio.StartTime();
    }

    /// <summary>Stops the client; the clock runs on.</summary>
    public static void Stop()
    {
        Radio.StopTime();
    }

    /// <summary>Asks now. Does not wait.</summary>
    public static void UpdateNow()
    {
        Radio.StartTime();
    }
}

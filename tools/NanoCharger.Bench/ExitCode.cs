namespace NanoCharger.Bench;

/// <summary>What the bench's exit code says.</summary>
public static class ExitCode
{
    /// <summary>All was well.</summary>
    public const int Ok = 0;

    /// <summary>An invariant broke, or the run could not be carried through.</summary>
    public const int Failed = 1;

    /// <summary>The scenario or an option was wrong; nothing was run.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by Ctrl-C or a signal.</summary>
    public const int Stopped = 130;
}

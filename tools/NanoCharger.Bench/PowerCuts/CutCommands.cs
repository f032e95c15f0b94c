using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;
using NanoCharger.Core.Protection;

namespace NanoCharger.Bench.PowerCuts;

/// <summary>What the backend's calls may ask of a unit under trial.</summary>
internal sealed class CutCommands(CutUnit unit) : ICommands
{
    /// <inheritdoc/>
    public void Authorise(string token, GrantSource source)
    {
        unit.Authorisation.Present(token, source, true, unit.Board.NowMicros);
    }

    /// <inheritdoc/>
    public bool Stop(GrantSource source)
    {
        unit.Authorisation.RequestStop(source);
        return unit.Recorder.IsOpen;
    }

    /// <inheritdoc/>
    public bool TellTransaction()
    {
        return false;
    }

    /// <inheritdoc/>
    public void SetLimit(LimitSlot slot, int milliamps)
    {
        unit.Limits.Set(slot, milliamps);
    }

    /// <inheritdoc/>
    public bool RequestAvailable(bool available, bool atOnce)
    {
        unit.Availability.Request(available, atOnce);
        return available || atOnce || !unit.Recorder.IsOpen;
    }

    /// <inheritdoc/>
    public void ClearFaults()
    {
        unit.Guard.Clear();
    }

    /// <inheritdoc/>
    public void ShowPattern(string letters)
    {
    }

    /// <inheritdoc/>
    public string StartSelfTest()
    {
        return "no contactor here";
    }

    /// <inheritdoc/>
    public string BeginCalibrationRun(int milliamps)
    {
        return unit.Keeper.Run.Begin(milliamps, 0, unit.Board.NowMicros);
    }

    /// <inheritdoc/>
    public string EndCalibrationRun()
    {
        return unit.Keeper.Run.End(CalibrationRun.ByHand, unit.Board.NowMicros);
    }

    /// <inheritdoc/>
    public string Calibrate(CalibrationStep step, int phase, int reference)
    {
        return unit.Calibration.Begin(step, phase, reference);
    }

    /// <inheritdoc/>
    public string GenerateKey(bool confirmed)
    {
        return unit.Key.Generate(confirmed);
    }

    /// <inheritdoc/>
    public string AcceptRegister()
    {
        unit.Book.Log.AcceptLoss();
        return "ok";
    }

    /// <inheritdoc/>
    public int RetrySetAside()
    {
        return unit.Delivery.Retry();
    }

    /// <inheritdoc/>
    public string ClearCalibration()
    {
        return unit.Calibration.Clear();
    }
}

using NanoCharger.Core.Charging;
using NanoCharger.Core.Pilot;
using NanoCharger.Records.SessionLog;

namespace NanoCharger.Bench;

/// <summary>The trace's words for what the firmware calls by its own types.</summary>
public static class TraceWords
{
    /// <summary>A record's kind.</summary>
    public static string Of(LogRecord record)
    {
        return record.Kind switch
        {
            LogRecordKind.Boot => "boot",
            LogRecordKind.Calibration => "calibration",
            LogRecordKind.Security => "security",
            LogRecordKind.Fault => "fault",
            LogRecordKind.CalibrationRun => "calibrationRun",
            LogRecordKind.TimeBase => "timeBase",
            _ => Of(record.Event),
        };
    }

    /// <summary>A transaction's phase.</summary>
    public static string Of(TransactionEventKind kind)
    {
        return kind switch
        {
            TransactionEventKind.Started => "begin",
            TransactionEventKind.Ended => "end",
            _ => "update",
        };
    }

    /// <summary>The letter of IEC 61851-1.</summary>
    public static string Of(VehicleState state)
    {
        return state switch
        {
            VehicleState.Disconnected => "A",
            VehicleState.Connected => "B",
            VehicleState.ReadyToCharge => "C",
            VehicleState.ReadyVentilated => "D",
            VehicleState.Shorted => "E",
            VehicleState.Unavailable => "F",
            _ => "unknown",
        };
    }
}

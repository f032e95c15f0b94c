using System;
using System.Collections.Generic;
using System.Globalization;
using NanoCharger.Emulation;

namespace NanoCharger.Bench.Soak;

/// <summary>What cards, the technician and the backend say in a random walk, nonsense included.</summary>
internal sealed class SoakCalls
{
    private static readonly string[] Tokens = ["04A1B2C3", "04D5E6F7A8B9CA", "DEAD0001", "00"];

    private readonly Chance _dice;
    private readonly int _rating;
    private readonly int _authority;
    private readonly string _station;
    private int _number;

    /// <param name="dice">Decides.</param>
    /// <param name="rating">Amperes of the installation.</param>
    /// <param name="authority">0 everybody may charge, 1 the backend is asked, 2 the local list is.</param>
    /// <param name="station">The station's id, for transaction ids.</param>
    internal SoakCalls(Chance dice, int rating, int authority, string station)
    {
        _dice = dice;
        _rating = rating;
        _authority = authority;
        _station = station;
    }

    /// <summary>What has to be said once so that anybody can charge.</summary>
    internal IEnumerable<string> Preparation()
    {
        if (_authority == 2)
        {
            yield return Typed("token add " + Tokens[0]);
            yield return Typed("token add " + Tokens[1]);
        }
    }

    /// <summary>A card that the local list holds and the backend accepts.</summary>
    internal static string GoodCard
    {
        get { return "\"token\": \"" + Tokens[0] + "\""; }
    }

    /// <summary>Asks for the end of the transaction on <see cref="GoodCard"/>, or of any.</summary>
    internal string Stop()
    {
        return _dice.Between(0, 4) switch
        {
            0 => GoodCard,
            1 => Typed("stop"),
            2 => Typed("authorise " + Tokens[0]),
            _ => Sent("RequestStopTransaction", "{ \"transactionId\": \"$transaction\" }"),
        };
    }

    /// <summary>Takes the outlet out of service, and what brings it back.</summary>
    internal (string Out, string Back) Service()
    {
        string back = _dice.Unit() < 0.5 ? Typed("available") : Sent("ChangeAvailability", "{ \"operationalStatus\": \"Operative\" }");
        return (_dice.Unit() < 0.5 ? Typed("unavailable") : Sent("ChangeAvailability", "{ \"operationalStatus\": \"Inoperative\" }"), back);
    }

    /// <summary>Limits the offer in a way that outlives a restart, and what lifts it.</summary>
    internal (string Set, string Lifted) Limit()
    {
        string purpose = _dice.Between(0, 4) switch { 0 => "", 1 => "ChargingStationExternalConstraints", 2 => "TxDefaultProfile", _ => "ChargingStationMaxProfile" };
        return purpose.Length == 0 ? (Typed("limit " + Amps(0)), Typed("limit off"))
            : (Sent("SetChargingProfile", Profile(purpose)), Sent("ClearChargingProfile", "{}"));
    }

    /// <summary>A line at the console.</summary>
    internal static string Typed(string line)
    {
        return "\"console\": \"" + line + "\"";
    }

    /// <summary>One action, and what takes it back later; null: nothing has to.</summary>
    internal (string Action, string? Undone) Next()
    {
        double roll = _dice.Unit();
        if (roll < (_authority == 0 ? 0.1 : 0.4))
        {
            return ("\"token\": \"" + Token() + "\"", null);
        }

        return _dice.Unit() < 0.5 ? Line() : Call();
    }

    private (string Action, string? Undone) Line()
    {
        switch (_dice.Between(0, 12))
        {
            case 0:
                return (Typed("unavailable"), Typed("available"));
            case 1:
                return (Typed("limit " + Amps(0)), Typed("limit off"));
            case 2:
                return (Typed("limit " + Amps(6)), Typed("limit off"));
            case 3:
                return (Typed("authorise " + Token()), null);
            case 4:
                return (Typed("stop"), null);
            case 5:
                return (Typed("faults clear"), null);
            case 6:
                return (Typed("faults"), null);
            case 7:
                return (Typed("selftest"), null);
            case 8:
                return (Typed("token " + (_dice.Unit() < 0.5 ? "list" : "add " + Token())), null);
            case 9:
                return (Typed("status"), null);
            case 10:
                return (Typed("log"), null);
            default:
                return (Typed("limit off off " + _dice.Between(0, 1_000_000).ToString(CultureInfo.InvariantCulture)), null);
        }
    }

    private (string Action, string? Undone) Call()
    {
        switch (_dice.Between(0, 7))
        {
            case 0:
                return (Sent("RequestStartTransaction", "{ \"evseId\": 1, \"remoteStartId\": " + ++_number + ", \"idToken\": { \"idToken\": \"" + Token() + "\", \"type\": \"ISO14443\" } }"), null);
            case 1:
                string number = _dice.Unit() < 0.5 ? "$transaction" : _station + "-" + _dice.Between(1, 40);
                return (Sent("RequestStopTransaction", "{ \"transactionId\": \"" + number + "\" }"), null);
            case 2:
            case 3:
                return (Sent("SetChargingProfile", Profile(_dice.Between(0, 3) switch { 0 => "ChargingStationMaxProfile", 1 => "TxDefaultProfile", _ => "TxProfile" })), Sent("ClearChargingProfile", "{}"));
            case 4:
                return (Sent("ChangeAvailability", "{ \"operationalStatus\": \"Inoperative\" }"), Sent("ChangeAvailability", "{ \"operationalStatus\": \"Operative\" }"));
            case 5:
                return (Sent("TriggerMessage", "{ \"requestedMessage\": \"StatusNotification\" }"), null);
            default:
                return (Sent("NoSuchAction", "{ \"a\": [1, { \"b\": null }] }"), null);
        }
    }

    private string Profile(string purpose)
    {
        string evse = purpose.StartsWith("Tx", StringComparison.Ordinal) ? "1" : "0";
        return "{ \"evseId\": " + evse + ", \"chargingProfile\": { \"id\": " + ++_number + ", \"stackLevel\": 0, \"chargingProfilePurpose\": \"" + purpose
            + "\", \"chargingProfileKind\": \"Relative\", \"chargingSchedule\": [ { \"id\": 1, \"chargingRateUnit\": \"A\", \"chargingSchedulePeriod\": [ { \"startPeriod\": 0, \"limit\": "
            + Amps(0) + " } ] } ] } }";
    }

    private string Token()
    {
        return Tokens[_dice.Between(0, Tokens.Length)];
    }

    private string Amps(int least)
    {
        return _dice.Between(least, _rating + 10).ToString(CultureInfo.InvariantCulture);
    }

    private static string Sent(string action, string payload)
    {
        return "\"command\": { \"action\": \"" + action + "\", \"payload\": " + payload + " }";
    }
}

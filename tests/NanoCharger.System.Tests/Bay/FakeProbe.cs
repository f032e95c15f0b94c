using System;
using System.Collections.Generic;
using NanoCharger.Bay;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>A probe whose beliefs a test writes by virtual time.</summary>
    internal sealed class FakeProbe(Func<double, FirmwareFacts> facts) : IFirmwareProbe
    {
        private ITrace? _trace;

        public FirmwareFacts Facts { get; private set; } = new FirmwareFacts(32_000, true, 0, "", "");

        public long SigningSteps { get; set; }

        /// <summary>Settings that became durable; what is not among them is the scenario's.</summary>
        public Dictionary<string, string> Settings { get; } = new Dictionary<string, string>();

        public List<double> Periods { get; } = new List<double>();

        public List<string> Files { get; } = new List<string>();

        public int Boots { get; private set; }

        /// <summary>Told at a moment: transaction begins (true) or ends.</summary>
        public List<(double At, string Id, bool Begins)> Transactions { get; } = new List<(double At, string Id, bool Begins)>();

        /// <summary>The token of each begin or end told, in order; beyond them none.</summary>
        public List<string> Tokens { get; } = new List<string>();

        public string? Setting(string name)
        {
            return Settings.GetValueOrDefault(name);
        }

        public void Booted(ITrace trace)
        {
            _trace = trace;
            Boots++;
        }

        public void Turn(ITrace trace, long nowNanos)
        {
            Facts = facts(nowNanos / 1e9);
            while (Transactions.Count > 0 && nowNanos / 1e9 >= Transactions[0].At)
            {
                string token = Tokens.Count > 0 ? Tokens[0] : "";
                Tokens.RemoveRange(0, Math.Min(1, Tokens.Count));
                if (Transactions[0].Begins)
                {
                    trace.TransactionBegun(Transactions[0].Id, token, "test");
                }
                else
                {
                    trace.TransactionEnded(Transactions[0].Id, "test");
                }

                Transactions.RemoveAt(0);
            }
        }

        public void Every10s(ITrace trace, long nowNanos)
        {
            Periods.Add(nowNanos / 1e9);
            trace.Write("meter", ("volts", 230.1234), ("amps", new double[] { 1, 2, -0.0001 }), ("registerWh", 7L), ("note", null));
        }

        public void Committed(string name, byte[] content, int appendedFrom)
        {
            Files.Add(name);
            _trace?.Write("log", ("sequence", content.Length), ("kind", name));
        }
    }
}

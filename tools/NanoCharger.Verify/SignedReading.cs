using System;

namespace NanoCharger.Verify
{
    /// <summary>One reading of a document (an entry of OCMF's RD).</summary>
    /// <param name="Instant">When, by the station's clock, and how far that is to be believed (TM, and the "t" of EF).</param>
    /// <param name="Cause">OCMF's TX: B begin, C the vehicle draws, S it does not, T windows of a tariff may meet, E L R A P an end.</param>
    /// <param name="RegisterMilliwattHours">The lifetime register.</param>
    /// <param name="StepMilliwattHours">What its last decimal counts: 10 with five decimals of a kWh, 1 with six.</param>
    /// <param name="EnergyError">The energy is marked as not to be billed by (EF has an "E").</param>
    /// <param name="MeterStatus">OCMF's ST: G good, or what is wrong with the meter.</param>
    public sealed record SignedReading(Instant Instant, char Cause, long RegisterMilliwattHours, int StepMilliwattHours, bool EnergyError, char MeterStatus)
    {
        /// <summary>The meter said nothing against it.</summary>
        public bool MeterGood => MeterStatus == Verify.MeterStatus.Good;

        /// <summary>It ends a transaction: by the vehicle (E), locally (L), remotely (R), by a fault (A), by loss of power (P).</summary>
        public bool IsEnd => Cause is 'E' or 'L' or 'R' or 'A' or 'P';

        /// <summary>It lies between the begin of a transaction and its end.</summary>
        public bool IsBetween => Cause is 'C' or 'S' or 'T';

        /// <summary>Whether this register, told elsewhere to the mWh, is the one of this reading, which is cut to its decimals.</summary>
        public bool IsRegister(long milliwattHours)
        {
            return milliwattHours - (milliwattHours % StepMilliwattHours) == RegisterMilliwattHours;
        }

        /// <summary>The register as it compares with another reading's, which may have fewer decimals: a station's new firmware goes on where its old one was.</summary>
        public long RegisterBeside(SignedReading other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return RegisterMilliwattHours - (RegisterMilliwattHours % Math.Max(StepMilliwattHours, other.StepMilliwattHours));
        }

        /// <summary>Whether another reading says the same, cut to the decimals that both have.</summary>
        public bool Repeats(SignedReading other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return this with { RegisterMilliwattHours = RegisterBeside(other), StepMilliwattHours = other.StepMilliwattHours }
                == other with { RegisterMilliwattHours = other.RegisterBeside(this) };
        }
    }
}

using NanoCharger.Emulation;

namespace NanoCharger.Bay.Physics
{
    /// <summary>Where the parts of one board's safety chain lie within their tolerances: -1 the quickest or weakest, 1 the slowest or strongest.</summary>
    /// <param name="Detector">The interlock's peak detector.</param>
    /// <param name="Filter">The interlock's timer.</param>
    /// <param name="Hold">The hold's length.</param>
    /// <param name="Transfer">The output sense's coupler.</param>
    internal sealed record ChainParts(double Detector, double Filter, double Hold, double Transfer)
    {
        private const long Steps = 2_000;

        /// <summary>All of them as their names say.</summary>
        public static ChainParts Nominal { get; } = new ChainParts(0, 0, 0, 0);

        /// <summary>A board drawn from all that the tolerances allow.</summary>
        public static ChainParts Draw(Chance chance)
        {
            return new ChainParts(Share(chance), Share(chance), Share(chance), Share(chance));
        }

        private static double Share(Chance chance)
        {
            return (chance.Between(0, Steps) * 2.0 / Steps) - 1;
        }
    }
}

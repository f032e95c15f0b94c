using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Bay.Rules;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>Invariant 7: billed time is time that passed, whatever the wall clock did.</summary>
    public sealed class BilledTimeTests
    {
        private const double Hour = 3_600;
        private const double Year = 365 * 24 * Hour;

        [Theory]
        [InlineData(0, false)]
        [InlineData(Hour - 7_200, false)]
        [InlineData(Hour, false)]
        [InlineData(Hour + 4, false)]
        [InlineData(Hour + 5, true)]
        [InlineData(Hour + Year, true)]
        public void What_a_clock_gained_by_a_jump_is_told_and_what_it_lost_is_not(double billed, bool told)
        {
            Assert.Equal(told, IsTold(new TrueTransaction("1", 0, 100, 100 + Hour, 0, 0), billed));
        }

        [Fact]
        public void An_open_transaction_is_held_against_the_time_until_now()
        {
            var open = new TrueTransaction("1", 0, 100, double.NaN, 0, 0);
            Assert.False(IsTold(open, 2 * Hour - 100));
            Assert.True(IsTold(open, (2 * Hour) + 10));
        }

        [Theory]
        [InlineData(0, 0, false)]
        [InlineData(600, 600, false)]
        [InlineData(600, 603, true)]
        [InlineData(0, 60, true)]
        public void Idle_time_in_which_the_vehicle_drew_is_told(double quiet, double idle, bool told)
        {
            Assert.Equal(told, IsTold(new TrueTransaction("1", 0, 100, 100 + Hour, 0, 0, quiet), Hour, idle));
        }

        [Fact]
        public void Time_of_a_transaction_that_never_was_is_told()
        {
            Assert.True(IsTold(new TrueTransaction("2", 0, 100, 200, 0, 0), 60));
        }

        private static bool IsTold(TrueTransaction real, double billed, double idle = 0)
        {
            var result = new BayResult { VirtualSeconds = 2 * Hour };
            result.Transactions.Add(real);
            return BillingCheck.Find(result, [new BilledTransaction("1", 0, [], billed, idle)], []).Any(found => found.Invariant == 7);
        }
    }
}

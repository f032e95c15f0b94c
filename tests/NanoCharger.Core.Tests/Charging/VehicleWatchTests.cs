using NanoCharger.Core.Charging;
using NanoCharger.Core.Pilot;
using nanoFramework.TestFramework;

namespace NanoCharger.Core.Tests.Charging
{
    /// <summary>What the station may conclude from the decoded states, and what it may not.</summary>
    [TestClass]
    public class VehicleWatchTests
    {
        [TestMethod]
        public void A_stall_is_no_evidence_of_a_steady_C()
        {
            VehicleWatch watch = new VehicleWatch();
            watch.Update(VehicleState.ReadyToCharge, false, 1_000_000);
            watch.Update(VehicleState.ReadyToCharge, false, 1_040_000);
            watch.Update(VehicleState.ReadyToCharge, false, 4_000_000);
            Assert.IsFalse(watch.Ready);
            watch.Update(VehicleState.ReadyToCharge, false, 4_490_000);
            Assert.IsFalse(watch.Ready);
            watch.Update(VehicleState.ReadyToCharge, false, 4_500_000);
            Assert.IsTrue(watch.Ready);
        }

        /// <summary>12 V of 150 ms with a stall behind it: what unplugging clears must not be cleared by it.</summary>
        [TestMethod]
        public void A_glitch_and_a_stall_are_no_empty_outlet()
        {
            VehicleWatch watch = new VehicleWatch();
            watch.Update(VehicleState.ReadyToCharge, false, 1_000_000);
            watch.Update(VehicleState.Disconnected, false, 1_040_000);
            watch.Update(VehicleState.Disconnected, false, 1_080_000);
            watch.Update(VehicleState.Disconnected, false, 1_270_000);
            Assert.IsFalse(watch.Gone);
            watch.Update(VehicleState.Disconnected, false, 1_329_000);
            Assert.IsFalse(watch.Gone);
            watch.Update(VehicleState.Disconnected, false, 1_330_000);
            Assert.IsTrue(watch.Gone, "200 ms of it were seen");
        }

        [TestMethod]
        public void A_record_in_flash_does_not_begin_the_500_ms_anew()
        {
            VehicleWatch watch = new VehicleWatch();
            watch.Update(VehicleState.ReadyToCharge, false, 1_000_000);
            watch.Update(VehicleState.ReadyToCharge, false, 1_440_000);
            watch.Update(VehicleState.ReadyToCharge, false, 1_500_000);
            Assert.IsTrue(watch.Ready);
        }

        [TestMethod]
        public void A_vehicle_in_doubt_counts_as_simplified_until_it_shows_B()
        {
            VehicleWatch watch = new VehicleWatch();
            watch.Update(VehicleState.Connected, false, 1_000_000);
            watch.Update(VehicleState.Connected, false, 1_100_000);
            watch.Update(VehicleState.ReadyToCharge, true, 3_000_000);
            Assert.IsTrue(watch.Simplified);
            watch.Update(VehicleState.Connected, false, 4_000_000);
            watch.Update(VehicleState.Connected, false, 4_100_000);
            Assert.IsFalse(watch.Simplified);
        }
    }
}

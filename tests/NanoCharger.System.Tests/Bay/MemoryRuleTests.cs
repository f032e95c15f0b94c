using System;
using System.Collections.Generic;
using System.IO.Ports;
using System.Linq;
using System.Text;
using nanoFramework.Hardware.Esp32;
using NanoCharger.Bay;
using NanoCharger.Bay.Memory;
using Xunit;

namespace NanoCharger.System.Tests.Bay
{
    /// <summary>What must survive a restart (invariant 6): each rule fires on a firmware that forgets, keeps quiet for one that remembers, and gives a doubt to the firmware.</summary>
    public sealed class MemoryRuleTests
    {
        private const string Charging = """{ "at": 0.5, "plug": {} }, { "at": 1, "vehicle": "C" }""";
        private const string Leak = Charging + """, { "at": 3, "residual": { "acMilliamps": 100 } }, { "at": 4, "residual": { "acMilliamps": 0 } }""";
        private const string Cut = """, { "at": 10, "power": "cut" }, { "at": 11, "power": "restore" }""";
        private const string Swapped = """, { "at": 12, "unplug": {} }, { "at": 15, "plug": {} }, { "at": 16, "vehicle": "C" }""";

        [Theory]
        [InlineData(Leak + Cut, "residual")]
        [InlineData(Leak, "residual")]
        [InlineData(Charging + """, { "at": 3, "earth": "lost" }, { "at": 5, "earth": "ok" }""" + Cut, "earth")]
        [InlineData("""{ "at": 0.2, "contactor": "stuckOpen" }, { "at": 5, "contactor": "ok" }, """ + Charging + Cut, "failed to close")]
        [InlineData(Charging + """, { "at": 3, "contactor": "welded" }, { "at": 9, "contactor": "ok" }""" + Cut, "welded")]
        public void A_latched_fault_lets_nothing_close_until_the_outlet_was_seen_empty(string story, string fault)
        {
            Violation violation = Assert.Single(Memory(30, story, ClosedAgain));
            Assert.Contains(fault, violation.What);
            Assert.InRange(violation.Seconds, 20, 20.3);
            Assert.Empty(Memory(30, story + Swapped, ClosedAgain));
            Assert.Empty(Memory(30, story, firmware => firmware.Write(FakeFirmware.ContactorPin, false)));
        }

        [Theory]
        [InlineData("""{ "at": 12, "unplug": {} }, { "at": 12.1, "plug": {} }, { "at": 12.2, "vehicle": "C" }""", 1)]
        [InlineData("""{ "at": 10.2, "unplug": {} }, { "at": 10.9, "plug": {} }, { "at": 11.9, "vehicle": "C" }""", 1)]
        [InlineData("""{ "at": 12, "console": "faults clear" }""", 0)]
        public void Only_an_outlet_that_can_have_been_seen_empty_or_the_console_lifts_a_latch(string more, int violations)
        {
            Assert.Equal(violations, Memory(30, Leak + Cut + ", " + more, ClosedAgain).Count);
        }

        [Fact]
        public void A_latch_that_the_firmware_had_no_time_to_write_down_is_in_doubt()
        {
            const string SoonCut = Leak + """, { "at": 3.3, "power": "cut" }, { "at": 11, "power": "restore" }""";
            Assert.Empty(Memory(30, SoonCut, ClosedAgain));
        }

        [Fact]
        public void A_market_that_allows_a_retry_allows_it_after_15_min_from_the_start_and_so_often()
        {
            const string Late = Charging + """, { "at": 13, "residual": { "acMilliamps": 100 } }, { "at": 14, "residual": { "acMilliamps": 0 } }, { "at": 100, "power": "cut" }, { "at": 110, "power": "restore" }""";
            Assert.Single(Memory(1000, Late, firmware => Closed(firmware, 13.5, 950), """, "settings": { "market": "US" }"""));
            Assert.Empty(Memory(1030, Late, firmware => Closed(firmware, 13.5, 1020), """, "settings": { "market": "US" }"""));
            Assert.Single(Memory(1030, Late, firmware => Closed(firmware, 13.5, 1020), """, "settings": { "market": "US", "retry.times": 0 }"""));
        }

        [Theory]
        [InlineData("", "AA", "", 0)]
        [InlineData("", "BB", "", 1)]
        [InlineData("", "BB", """, { "at": 14, "token": "BB" }""", 0)]
        [InlineData("""{ "at": 7, "token": "AA" },""", "AA", "", 1)]
        [InlineData("""{ "at": 7, "token": "AA" },""", "AA", """, { "at": 14, "token": "AA" }""", 0)]
        [InlineData("""{ "at": 9.9, "token": "AA" },""", "AA", "", 0)]
        [InlineData("", "AA", """, { "at": 12, "unplug": {} }, { "at": 14, "plug": {} }""", 1)]
        [InlineData("", "AA", """, { "at": 10.2, "unplug": {} }, { "at": 10.5, "plug": {} }""", 0)]
        public void What_a_cut_has_ended_goes_on_for_the_same_card_only_and_not_after_a_stop_or_an_empty_outlet(string before, string token, string after, int violations)
        {
            FakeProbe probe = Telling((5, "AA", true), (11.2, "", false), (18, token, true));
            string story = """{ "at": 0.5, "plug": {} }, { "at": 4, "token": "aa" }, """ + before + Cut.Substring(2) + after;
            Assert.Equal(violations, Memory(20, story, Idle, "", probe).Count);
        }

        [Fact]
        public void One_card_shown_opens_one_transaction()
        {
            Assert.Empty(Memory(20, """{ "at": 4, "token": "AA" }""", Idle, "", Telling((5, "AA", true), (8, "", false))));
            Assert.Single(Memory(20, """{ "at": 4, "token": "AA" }""", Idle, "", Telling((5, "AA", true), (8, "", false), (10, "AA", true))));
        }

        [Theory]
        [InlineData("", 1)]
        [InlineData(""", { "at": 12, "unplug": {} }, { "at": 13, "plug": {} }""", 0)]
        public void What_is_free_begins_again_after_a_stop_only_for_whom_was_plugged_in_anew(string after, int violations)
        {
            const string Stopped = """{ "at": 0.5, "plug": {} }, { "at": 7, "console": "stop" }""";
            Assert.Equal(violations, Memory(20, Stopped + Cut + after, Obedient(7, "stop"), "", Telling((5, "", true), (11.2, "", false), (18, "", true))).Count);
        }

        [Theory]
        [InlineData("", true)]
        [InlineData(""", { "at": 12, "console": "available" }""", false)]
        public void Out_of_service_nothing_begins_and_nothing_is_offered(string back, bool broken)
        {
            const string Out = """{ "at": 0.5, "plug": {} }, { "at": 3, "console": "unavailable" }""";
            Assert.Equal(broken, Memory(40, Out + Cut + back, Obedient(3, "unavailable")).Count > 0);
            Assert.Equal(broken, Memory(40, Out + Cut + back, Obedient(3, "unavailable", 1), "", Telling((18, "", true))).Count > 0);
        }

        [Fact]
        public void The_technicians_limit_holds_after_a_cut_and_is_in_doubt_where_it_had_no_time_to_be_written()
        {
            const string Limited = """{ "at": 3, "console": "limit 10" }""";
            Violation violation = Assert.Single(Memory(30, Limited + Cut, Obedient(3, "limit 10", 0.2667)));
            Assert.Equal(3, violation.Invariant);
            Assert.Empty(Memory(30, Limited + Cut, Obedient(3, "limit 10", 0.1667)));
            Assert.Empty(Memory(30, Limited + """, { "at": 3.3, "power": "cut" }, { "at": 4, "power": "restore" }""", Obedient(3, "limit 10", 0.2667)));
        }

        [Fact]
        public void From_the_first_moment_of_a_start_a_silent_backend_leaves_what_is_always_left()
        {
            const string Settings = """, "settings": { "offline.amps": 8 }""";
            Assert.InRange(Assert.Single(Memory(30, Charging, Idle, Settings)).Seconds, 10, 10.5);
            Assert.Empty(Memory(30, Charging, firmware => firmware.Duty(0.13335), Settings));
        }

        [Fact]
        public void Profiles_are_kept_by_purpose_and_level_and_those_of_a_transaction_are_not()
        {
            TurnCount turns = new TurnCount();
            ProfileBook book = new ProfileBook(turns);
            Set(book, turns, 1, "ChargingStationMaxProfile", 0, 20);
            Set(book, turns, 2, "TxDefaultProfile", 0, 10);
            Assert.Equal(10, book.Amps);
            Set(book, turns, 3, "TxDefaultProfile", 1, 12);
            Assert.Equal(12, book.Amps);
            Set(book, turns, 4, "TxProfile", 0, 16);
            Assert.Equal(20, book.Amps);
            book.Cut();
            Assert.Equal(12, book.Amps);
            Set(book, turns, 3, "TxDefaultProfile", 1, 6);
            Assert.Equal(6, book.Amps);
        }

        [Fact]
        public void A_profile_without_an_answer_or_without_time_to_be_written_closes_the_book_until_all_are_cleared()
        {
            TurnCount turns = new TurnCount();
            ProfileBook book = new ProfileBook(turns);
            Set(book, turns, 1, "ChargingStationMaxProfile", 0, 20);
            book.Asked(Profile(2, "ChargingStationMaxProfile", 0, 10));
            book.Cut();
            Assert.Equal(double.PositiveInfinity, book.Amps);
            Wish clear = Wish.OfCall("ClearChargingProfile", "{}");
            book.Asked(clear);
            book.Accepted(clear, "Accepted");
            Set(book, turns, 3, "ChargingStationMaxProfile", 0, 13);
            Assert.Equal(13, book.Amps);
        }

        private static void Set(ProfileBook book, TurnCount turns, int id, string purpose, int level, int amps)
        {
            Wish wish = Profile(id, purpose, level, amps);
            book.Asked(wish);
            book.Accepted(wish, "Accepted");
            for (long turn = 0; turn < TurnCount.Kept; turn++)
            {
                turns.End();
            }
        }

        private static Wish Profile(int id, string purpose, int level, int amps)
        {
            return Wish.OfCall(
                "SetChargingProfile",
                $$"""{ "evseId": 0, "chargingProfile": { "id": {{id}}, "stackLevel": {{level}}, "chargingProfilePurpose": "{{purpose}}", "chargingSchedule": [ { "chargingSchedulePeriod": [ { "startPeriod": 0, "limit": {{amps}} } ] } ] } }""");
        }

        private static IReadOnlyList<Violation> Memory(double until, string story, Action<FakeFirmware> turn, string more = "", FakeProbe? probe = null)
        {
            return BayRun.Play(until, story, turn, more: more, probe: probe, memory: true).Result.Violations.Where(violation => violation.Invariant is 3 or 6).ToList();
        }

        private static FakeProbe Telling(params (double At, string Token, bool Begins)[] transactions)
        {
            FakeProbe probe = new FakeProbe(_ => new FirmwareFacts(80_000, true, 0, "", ""));
            probe.Transactions.AddRange(transactions.Select(told => (told.At, "1", told.Begins)));
            probe.Tokens.AddRange(transactions.Select(told => told.Token));
            return probe;
        }

        private static void Idle(FakeFirmware firmware)
        {
        }

        /// <summary>Opens after three seconds, forgets why, and closes again.</summary>
        private static void ClosedAgain(FakeFirmware firmware)
        {
            Closed(firmware, 3.2, 20);
        }

        private static void Closed(FakeFirmware firmware, double until, double from)
        {
            firmware.Insist(FakeFirmware.Now < until || FakeFirmware.Now > from);
        }

        /// <summary>Says ok to one line, a moment after it was typed, and offers a duty all the time.</summary>
        private static Action<FakeFirmware> Obedient(double at, string line, double duty = 0.53335)
        {
            bool said = false;
            return firmware =>
            {
                firmware.Duty(duty);
                if (!said && FakeFirmware.Now > at)
                {
                    said = true;
                    Print("> " + line + "\r\nok, so be it\r\n");
                }
            };
        }

        private static void Print(string text)
        {
            Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
            SerialPort port = new SerialPort("COM2");
            port.Open();
            byte[] bytes = Encoding.ASCII.GetBytes(text);
            port.Write(bytes, 0, bytes.Length);
        }
    }
}

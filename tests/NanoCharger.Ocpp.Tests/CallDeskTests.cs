namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Ocpp.Profiles;
    using NanoCharger.Core.Charging;
    using NanoCharger.Core.Tests.Charging;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;
    using NanoCharger.Ocpp.Json;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>What the backend may ask for, and what it is told.</summary>
    /// <remarks>The device runs tests without an instance of their class: what they share is static, and made anew by Begin.</remarks>
    [TestClass]
    public class CallDeskTests
    {
        private const string Driver = "{\"idToken\":\"DRIVER-1\",\"type\":\"Central\"}";

        private static ProfileStack _profiles;
        private static Authorisation _authorisation;
        private static FakeCommands _commands;
        private static ChargerStatus _status;
        private static CallDesk _desk;

        [TestMethod]
        public void A_start_is_accepted_when_the_grant_was_taken()
        {
            Begin();
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("RequestStartTransaction", "{\"remoteStartId\":7,\"idToken\":" + Driver + "}"));
            Assert.AreEqual("DRIVER-1", _authorisation.Token);
            Assert.AreEqual((int)GrantSource.Backend, (int)_authorisation.Source);
            Assert.AreEqual(7, _authorisation.RemoteStartId);
        }

        [TestMethod]
        public void A_start_is_rejected_while_a_transaction_is_open_and_changes_nothing()
        {
            Begin();
            Open(42);
            Assert.Contains("\"Rejected\",\"statusInfo\":{\"reasonCode\":\"TxInProgress\"}", Result("RequestStartTransaction", "{\"remoteStartId\":7,\"idToken\":" + Driver + "}"));
            Assert.AreEqual((int)GrantSource.Free, (int)_authorisation.Source);
        }

        [TestMethod]
        public void A_repeated_start_gets_its_transaction()
        {
            Begin();
            string call = "{\"remoteStartId\":7,\"idToken\":" + Driver + "}";
            Result("RequestStartTransaction", call);
            Open(42);
            Assert.AreEqual("{\"status\":\"Accepted\",\"transactionId\":\"NC-0001-42\"}", Result("RequestStartTransaction", call));
        }

        [TestMethod]
        public void A_start_with_a_profile_limits_its_transaction_only()
        {
            Begin();
            string profile = Profile(1, "TxProfile", "Relative", "A", "10");
            Assert.Contains("Accepted", Result("RequestStartTransaction", "{\"remoteStartId\":7,\"idToken\":" + Driver + ",\"chargingProfile\":" + profile + "}"));
            Assert.AreEqual(10000, _commands.BackendMilliamps);
            Open(42);
            _desk.Turn();
            _status.TransactionNumber = 0;
            _desk.Turn();
            Assert.AreEqual(OfferLimits.None, _commands.BackendMilliamps);
        }

        [TestMethod]
        public void A_start_is_rejected_out_of_service()
        {
            Begin();
            _status.Available = false;
            Assert.Contains("OutOfService", Result("RequestStartTransaction", "{\"remoteStartId\":7,\"idToken\":" + Driver + "}"));
            Assert.IsFalse(_authorisation.Granted);
        }

        [TestMethod]
        public void A_stop_needs_the_open_transactions_id()
        {
            Begin();
            Open(42);
            Assert.Contains("\"Rejected\"", Result("RequestStopTransaction", "{\"transactionId\":\"NC-0001-41\"}"));
            Assert.AreEqual(0, _commands.Stops);
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("RequestStopTransaction", "{\"transactionId\":\"NC-0001-42\"}"));
            Assert.AreEqual(1, _commands.Stops);
        }

        [TestMethod]
        [DataRow("16", 16000)]
        [DataRow("16.5", 16500)]
        [DataRow("0", 0)]
        [DataRow("13.6789", 13678)]
        [DataRow("999999999999", int.MaxValue)]
        public void A_profile_becomes_a_limit(string limit, int milliamps)
        {
            Begin();
            Assert.AreEqual("{\"status\":\"Accepted\"}", SetProfile(0, Profile(1, "ChargingStationMaxProfile", "Absolute", "A", limit)));
            Assert.AreEqual(milliamps, _commands.BackendMilliamps);
        }

        [TestMethod]
        public void The_highest_of_a_stack_counts_and_the_station_limits_all()
        {
            Begin();
            SetProfile(1, Profile(1, "TxDefaultProfile", "Relative", "A", "10"));
            SetProfile(1, Profile(2, 1, "TxDefaultProfile", "Relative", "A", "20"));
            Assert.AreEqual(20000, _commands.BackendMilliamps);
            SetProfile(0, Profile(3, "ChargingStationMaxProfile", "Absolute", "A", "16"));
            Assert.AreEqual(16000, _commands.BackendMilliamps);
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("ClearChargingProfile", "{\"chargingProfileId\":3}"));
            Assert.AreEqual(20000, _commands.BackendMilliamps);
            Assert.AreEqual("{\"status\":\"Unknown\"}", Result("ClearChargingProfile", "{\"chargingProfileId\":3}"));
            Result("ClearChargingProfile", "{\"chargingProfileCriteria\":{\"chargingProfilePurpose\":\"TxDefaultProfile\"}}");
            Assert.AreEqual(OfferLimits.None, _commands.BackendMilliamps);
        }

        [TestMethod]
        [DataRow("TxProfile", "Relative", "A", "TxNotFound")]
        [DataRow("ChargingStationExternalConstraints", "Absolute", "A", "UnsupportedProfile")]
        [DataRow("TxDefaultProfile", "Recurring", "A", "UnsupportedProfile")]
        [DataRow("TxDefaultProfile", "Absolute", "W", "UnsupportedProfile")]
        public void A_profile_that_is_not_followed_is_rejected(string purpose, string kind, string unit, string reason)
        {
            Begin();
            Assert.Contains(reason, SetProfile(1, Profile(1, purpose, kind, unit, "10")));
            Assert.AreEqual(OfferLimits.None, _commands.BackendMilliamps);
        }

        [TestMethod]
        public void A_ninth_profile_finds_no_room_and_changes_nothing()
        {
            Begin();
            for (int i = 1; i <= 8; i++)
            {
                SetProfile(1, Profile(i, i, "TxDefaultProfile", "Relative", "A", "10"));
            }

            Assert.Contains("TooManyProfiles", SetProfile(1, Profile(9, 9, "TxDefaultProfile", "Relative", "A", "20")));
            Assert.AreEqual(10000, _commands.BackendMilliamps);
        }

        [TestMethod]
        public void Out_of_service_waits_for_the_end_of_a_transaction()
        {
            Begin();
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("ChangeAvailability", "{\"operationalStatus\":\"Inoperative\"}"));
            Assert.IsFalse(_commands.Available);
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("ChangeAvailability", "{\"operationalStatus\":\"Operative\",\"evse\":{\"id\":1,\"connectorId\":1}}"));
            Open(42);
            Assert.AreEqual("{\"status\":\"Scheduled\"}", Result("ChangeAvailability", "{\"operationalStatus\":\"Inoperative\"}"));
            Assert.Contains("Rejected", Result("ChangeAvailability", "{\"operationalStatus\":\"Operative\",\"evse\":{\"id\":2}}"));
            Assert.IsFalse(_commands.Available);
        }

        [TestMethod]
        [DataRow("RequestStartTransaction", "{\"remoteStartId\":7}", "OccurrenceConstraintViolation", "idToken: missing")]
        [DataRow("RequestStartTransaction", "{\"remoteStartId\":\"7\",\"idToken\":{\"idToken\":\"A\",\"type\":\"Central\"}}", "TypeConstraintViolation", "remoteStartId: not a whole number")]
        [DataRow("RequestStartTransaction", "{\"remoteStartId\":7,\"idToken\":{\"idToken\":\"A\",\"type\":\"Card\"}}", "PropertyConstraintViolation", "idToken.type: none of the allowed words")]
        [DataRow("RequestStartTransaction", "{\"remoteStartId\":7,\"idToken\":{\"idToken\":\"A B\",\"type\":\"Central\"}}", "PropertyConstraintViolation", "idToken.idToken: a character that no identifier has")]
        [DataRow("RequestStartTransaction", "{\"remoteStartId\":7,\"idToken\":\"A\"}", "TypeConstraintViolation", "idToken: not an object")]
        [DataRow("RequestStartTransaction", "{\"remoteStartId\":7,\"tag\":1,\"idToken\":{\"idToken\":\"A\",\"type\":\"Central\"}}", "FormatViolation", "RequestStartTransaction: a field that it does not have: tag")]
        [DataRow("RequestStopTransaction", "{}", "OccurrenceConstraintViolation", "transactionId: missing")]
        [DataRow("RequestStopTransaction", "{\"transactionId\":42}", "TypeConstraintViolation", "transactionId: not a text")]
        [DataRow("SetChargingProfile", "{\"evseId\":1}", "OccurrenceConstraintViolation", "chargingProfile: missing")]
        [DataRow("SetChargingProfile", "{\"evseId\":1,\"chargingProfile\":{}}", "OccurrenceConstraintViolation", "chargingProfile.id: missing")]
        [DataRow("ChangeAvailability", "{\"operationalStatus\":\"Off\"}", "PropertyConstraintViolation", "operationalStatus: none of the allowed words")]
        [DataRow("GetReport", "{\"type\":\"Immediate\"}", "NotImplemented", "action: not known here")]
        public void Bad_input_is_named_and_changes_nothing(string action, string payload, string code, string what)
        {
            Begin();
            Assert.AreEqual("[4,\"x1\",\"" + code + "\",\"" + what + "\",{}]", Answer(action, payload));
            Assert.IsFalse(_authorisation.Granted);
            Assert.AreEqual(OfferLimits.None, _commands.BackendMilliamps);
            Assert.IsTrue(_commands.Available);
        }

        [TestMethod]
        [DataRow("\"16\"", "TypeConstraintViolation")]
        [DataRow("-1", "PropertyConstraintViolation")]
        [DataRow("1e2", "PropertyConstraintViolation")]
        [DataRow("null", "TypeConstraintViolation")]
        public void A_limit_that_is_no_plain_number_is_refused(string limit, string code)
        {
            Begin();
            Assert.Contains(code, Answer("SetChargingProfile", "{\"evseId\":0,\"chargingProfile\":" + Profile(1, "ChargingStationMaxProfile", "Absolute", "A", limit) + "}"));
            Assert.AreEqual(OfferLimits.None, _commands.BackendMilliamps);
        }

        /// <summary>A garage that comes back after a blackout shares its supply at once; what was for a transaction ended with it.</summary>
        [TestMethod]
        public void Profiles_survive_a_restart_but_for_those_of_a_transaction()
        {
            Begin();
            Open(5);
            long mark = _profiles.Mark;
            SetProfile(1, Profile(1, "TxDefaultProfile", "Relative", "A", "20"));
            Assert.IsTrue(_profiles.Mark != mark, "a change is seen");
            SetProfile(0, Profile(2, "ChargingStationMaxProfile", "Absolute", "A", "16"));
            SetProfile(1, Profile(3, "TxProfile", "Relative", "A", "8"));
            Assert.AreEqual(8_000, _commands.BackendMilliamps);
            Restart();
            Assert.AreEqual(16_000, _commands.BackendMilliamps);
            Assert.AreEqual("{\"status\":\"Unknown\"}", Result("ClearChargingProfile", "{\"chargingProfileId\":3}"));
            Assert.AreEqual("{\"status\":\"Accepted\"}", Result("ClearChargingProfile", "{\"chargingProfileId\":2}"));
            Assert.AreEqual(20_000, _commands.BackendMilliamps);
            Result("ClearChargingProfile", "{\"chargingProfileId\":1}");
            Restart();
            Assert.AreEqual(OfferLimits.None, _commands.BackendMilliamps);
        }

        private static void Restart()
        {
            byte[] piece = new byte[255];
            int length = _profiles.Save(piece, 0);
            ProfileStack kept = new ProfileStack();
            kept.Load(piece, 0, length);
            Begin(kept);
        }

        private static void Begin()
        {
            Begin(new ProfileStack());
        }

        private static void Begin(ProfileStack profiles)
        {
            _profiles = profiles;
            _authorisation = new Authorisation(new LocalList(new FakeFlash()));
            _commands = new FakeCommands(_authorisation);
            _status = new ChargerStatus(1);
            LogScript log = new LogScript(new FakeFlash());
            log.Start();
            _desk = new CallDesk(new OcppParts { Station = "NC-0001", Log = log.Log, Commands = _commands, Authorisation = _authorisation, Status = _status, Profiles = profiles });
        }

        private static void Open(long transaction)
        {
            _authorisation.Turn(true, false, false, true, 0);
            _authorisation.Turn(true, false, true, true, 0);
            _status.TransactionNumber = transaction;
            _commands.TransactionOpen = true;
        }

        private static string SetProfile(int evse, string profile)
        {
            return Result("SetChargingProfile", "{\"evseId\":" + evse.ToString() + ",\"chargingProfile\":" + profile + "}");
        }

        private static string Profile(int id, string purpose, string kind, string unit, string limit)
        {
            return Profile(id, 0, purpose, kind, unit, limit);
        }

        private static string Profile(int id, int stackLevel, string purpose, string kind, string unit, string limit)
        {
            return "{\"id\":" + id.ToString() + ",\"stackLevel\":" + stackLevel.ToString() + ",\"chargingProfilePurpose\":\"" + purpose + "\",\"chargingProfileKind\":\"" + kind
                + "\",\"chargingSchedule\":[{\"id\":1,\"chargingRateUnit\":\"" + unit + "\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":" + limit + "}]}]}";
        }

        private static string Result(string action, string payload)
        {
            string answer = Answer(action, payload);
            Assert.AreEqual("[3,\"x1\",", answer.Substring(0, 8));
            return answer.Substring(8, answer.Length - 9);
        }

        private static string Answer(string action, string payload)
        {
            string text = "[2,\"x1\",\"" + action + "\"," + payload + "]";
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            OcppFrame frame = new OcppFrame();
            Assert.AreEqual((int)FrameKind.Call, (int)frame.Parse(bytes, bytes.Length));
            JsonWriter reply = new JsonWriter(new AsciiWriter(512));
            _desk.Answer(frame, reply, 0);
            return reply.Target.ToString();
        }
    }
}

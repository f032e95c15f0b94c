namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Core.Charging;
    using nanoFramework.TestFramework;

    /// <summary>What a running transaction does is told while somebody listens; nobody is owed it.</summary>
    [TestClass]
    public class LiveUpdateTests : OutboxStage
    {
        [TestMethod]
        public void Is_told_once_with_an_id_of_this_boot_behind_the_records()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            Assert.AreEqual("1-1", _link.LastId);
            _charger.Checkpoint(10);
            _link.Answer("{}");
            Step(0);
            Assert.AreEqual("1.2", _link.LastId);
            Assert.Contains("\"eventType\":\"Updated\"", _link.Last);
            Assert.Contains("\"seqNo\":1,", _link.Last);
            Assert.Contains("\"transactionId\":\"NC-0001-1\"", _link.Last);
            _link.Answer("{}");
            int sent = _link.Count;
            Step(1);
            Assert.AreEqual(sent, _link.Count);
        }

        [TestMethod]
        public void An_error_drops_it_and_so_do_30_s_without_an_answer()
        {
            Begin();
            _charger.Begin(0);
            Accept();
            _link.Answer("{}");
            Step(0);
            _charger.Checkpoint(10);
            Step(0);
            Assert.Contains("\"seqNo\":1,", _link.Last);
            _link.AnswerError();
            Step(0);
            int sent = _link.Count;
            Step(1);
            Assert.AreEqual(sent, _link.Count);

            _charger.Checkpoint(20);
            Step(0);
            Assert.Contains("\"seqNo\":2,", _link.Last);
            Step(30);
            Assert.AreEqual(sent + 1, _link.Count, "a backend that is silent gets what is billed, and no more");
            _charger.End(30, StoppedReason.EVDisconnected);
            Step(0);
            Assert.AreEqual("1-2", _link.LastId);
            Assert.Contains("\"seqNo\":3,", _link.Last);
        }

        [TestMethod]
        public void The_backend_may_withdraw_the_token_in_its_answer()
        {
            Begin();
            _authorisation.Present("DRIVER-1", GrantSource.Console, true, _now);
            TransactionEvent told = new TransactionEvent { Event = TransactionEventKind.Started, Token = "DRIVER-1", Source = GrantSource.Console };
            _charger.Log.Record(told);
            Accept();
            _link.Answer("{}");
            Step(0);
            told.Event = TransactionEventKind.Updated;
            told.Transaction = 1;
            told.SeqNo = 1;
            _charger.Log.Record(told);
            Step(0);
            Assert.IsTrue(_authorisation.Granted);
            _link.Answer("{\"idTokenInfo\":{\"status\":\"Blocked\"}}");
            Step(0);
            Assert.IsFalse(_authorisation.Granted);
        }
    }
}

namespace NanoCharger.Ocpp.Tests
{
    using NanoCharger.Records.SessionLog;
    using NanoCharger.Text;
    using nanoFramework.TestFramework;

    /// <summary>A backend that takes records, refuses them, and refuses them for good.</summary>
    public abstract class RefusalStage : OutboxStage
    {
        protected const string Violation = "PropertyConstraintViolation";

        protected static void Take()
        {
            _link.Answer("{}");
            Step(0);
            Step(0);
        }

        protected static void TakeHeartbeats()
        {
            while (_link.Last.IndexOf("Heartbeat") >= 0)
            {
                int sent = _link.Count;
                Take();
                if (_link.Count == sent)
                {
                    return;
                }
            }
        }

        protected static void Error(string code)
        {
            _link.AnswerError(code, "T5 is \\\"used\\\"");
            Step(0);
        }

        // The record goes again behind the pause and not before; heartbeats may go.
        protected static void Again(string id, int seconds)
        {
            Step(seconds - 1);
            Assert.IsTrue(_link.Last.IndexOf("Heartbeat") >= 0 || _link.LastId == id);
            int sent = _link.Count;
            TakeHeartbeats();
            Assert.IsTrue(_link.Last.IndexOf("Heartbeat") >= 0 || _link.Count == sent, "the pause");
            Step(1);
            TakeHeartbeats();
            Assert.AreEqual(id, _link.LastId, "behind the pause");
        }

        protected static void SetAside(string id, string code)
        {
            Assert.AreEqual(id, _link.LastId);
            Error(code);
            Again(id, 10);
            Error(code);
            Again(id, 60);
            Error(code);
        }

        protected static string ReasonOf(long sequence)
        {
            AsciiWriter reason = new AsciiWriter(AsideFile.MaxReasonLength);
            Assert.IsTrue(_delivery.Aside.TryReadNext(sequence - 1, new LogRecord(), reason));
            return reason.ToString();
        }
    }
}

namespace NanoCharger.Ocpp.Tests
{
    using System.Collections;
    using nanoFramework.TestFramework;

    /// <summary>A backend that asks for what the log still holds, and answers it.</summary>
    public abstract class GetLogStage : OutboxStage
    {
        protected const string Log = "\"logType\":\"DiagnosticsLog\",\"log\":{\"remoteLocation\":\"mqtt\"}";
        protected const string Uploading = "\"LogStatusNotification\",{\"status\":\"Uploading\",\"requestId\":";
        protected const int MostMessages = 500;

        /// <summary>The GetLog of a number, with what else it has.</summary>
        protected static string Ask(int requestId, string more = "")
        {
            return Result("GetLog", "{\"requestId\":" + requestId.ToString() + "," + Log + more + "}");
        }

        /// <summary>Behind a record's number.</summary>
        protected static string From(long record)
        {
            return ",\"customData\":{\"vendorId\":\"nanoCharger\",\"oldestRecord\":" + record.ToString() + "}";
        }

        /// <summary>Answers the message that was sent last, and the station goes on.</summary>
        protected static void Take()
        {
            _link.Answer("{}");
            Step(0);

            // One record a step is looked at.
            for (int i = 0; i < 4; i++)
            {
                Step(0);
            }
        }

        /// <summary>Answers all until nothing more comes; what was sent meanwhile, the message that waits now included.</summary>
        protected static ArrayList TakeAll()
        {
            ArrayList taken = new ArrayList();
            for (int i = 0; i < MostMessages; i++)
            {
                int sent = _link.Count;
                taken.Add(_link.Last);
                Take();
                if (_link.Count == sent)
                {
                    return taken;
                }
            }

            Assert.IsTrue(false, "it never ends");
            return taken;
        }

        /// <summary>Whole transactions, and the backend answers for them.</summary>
        /// <returns>The frames that it had.</returns>
        protected static ArrayList Deliver(int transactions)
        {
            int sent = _link.Count;
            _charger.Charge(transactions);
            Step(0);
            Assert.AreEqual(sent + 1, _link.Count);
            ArrayList frames = TakeAll();
            Assert.AreEqual(2 * transactions, frames.Count);
            Assert.AreEqual(0, _charger.Log.Owed);
            return frames;
        }

        /// <summary>A station that is accepted, and has nothing to tell.</summary>
        protected static void BeginQuiet()
        {
            Begin();
            Accept();
        }

        /// <summary>The end of a run, as it is told.</summary>
        protected static string End(string status, int requestId, string counts)
        {
            return "\"LogStatusNotification\",{\"status\":\"" + status + "\",\"requestId\":" + requestId.ToString() + ",\"customData\":{\"vendorId\":\"nanoCharger\"," + counts + "}}]";
        }
    }
}

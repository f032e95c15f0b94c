using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using NanoCharger.Backend.Ocpp;
using NanoCharger.Backend.Stations;
using NanoCharger.Backend.Verification;

namespace NanoCharger.Backend.Ingest
{
    /// <summary>Reads a frame, and judges what it signs by the keys that are known: the part of the work that runs side by side for many stations.</summary>
    internal sealed class CallReader(BackendOptions options, PlainCalls plain, IngestCounters counters)
    {
        private const string TransactionEventAction = "TransactionEvent";

        private readonly Bounded<StationKeys> _keys = new();

        /// <summary>True to store no event, as another maker's backend with a full disk: each is answered with InternalError.</summary>
        internal bool Failing { get; set; }

        /// <summary>The keys that the writer has seen last: by others a document is judged again there.</summary>
        internal void Learn(string station, StationKeys keys)
        {
            _keys.Keep(station, keys);
        }

        /// <summary>Reads it; never throws for what it contains.</summary>
        /// <returns>False where there is nothing to answer and nothing to store.</returns>
        internal bool Read(Call call)
        {
            using OcppFrame frame = OcppFrame.Read(call.Frame);
            options.Presence.Hear(call.Station, Start.Of(frame));
            call.Id = frame.Id ?? "";
            if (frame.Problem is not null)
            {
                counters.CountMalformed();
                options.Log($"{call.Station}: malformed frame: {frame.Problem}");
                return frame.Id is not null && frame.Type is not (OcppFrame.CallResult or OcppFrame.CallError) && Malformed(call, frame);
            }

            if (frame.Type != OcppFrame.Call)
            {
                Answered(call.Station, frame);
                return false;
            }

            call.Title = $"{frame.Action} {frame.Id}";
            try
            {
                Read(call, frame);
            }
            catch (OcppViolation problem)
            {
                Refuse(call, frame, problem);
            }

            // Before it is answered: what it causes is on its way to the station ahead of the answer.
            if (call.Answer is not null)
            {
                plain.Calls?.Heard(call.Station, frame.Action);
            }

            return true;
        }

        private void Answered(string station, OcppFrame frame)
        {
            if (plain.Calls is { } calls)
            {
                calls.Answered(station, frame);
            }
            else
            {
                options.Log($"{station}: an answer to {frame.Id}, which was never asked");
            }
        }

        private void Read(Call call, OcppFrame frame)
        {
            if (frame.Action != TransactionEventAction)
            {
                call.Reply = OcppFrame.WriteResult(call.Id, plain.Answer(call, frame));
                return;
            }

            if (Failing)
            {
                throw new OcppViolation(OcppError.InternalError, "not stored");
            }

            call.Hash = SHA256.HashData(JsonMarshal.GetRawUtf8Value(frame.Payload));
            options.Presence.HearEvent(call.Station);
            TransactionEvent came = TransactionEvent.Read(call.Station, frame.Payload);
            if (_keys.Find(call.Station) is { } keys)
            {
                call.Judgement = DocumentJudge.Judge(came, keys, call.CameMs);
            }

            call.Event = came;
        }

        /// <summary>What may have been a record is kept with what is wrong with it; anything else is only told.</summary>
        private static void Refuse(Call call, OcppFrame frame, OcppViolation problem)
        {
            if (frame.Action == TransactionEventAction && problem.Code != OcppError.InternalError)
            {
                call.Fault = problem;
                return;
            }

            call.Refused = true;
            call.News.Add($"{call.Title} refused: {problem.Code}: {problem.Message}");
            call.Reply = OcppFrame.WriteError(call.Id, problem.Code, problem.Message);
        }

        private static bool Malformed(Call call, OcppFrame frame)
        {
            call.Title = $"frame {frame.Id}";
            OcppViolation problem = new(frame.ProblemCode, frame.Problem!);
            if (frame.Type == OcppFrame.Call)
            {
                call.Hash = SHA256.HashData(call.Frame);
                call.Fault = problem;
            }
            else
            {
                Refuse(call, frame, problem);
            }

            return true;
        }
    }
}

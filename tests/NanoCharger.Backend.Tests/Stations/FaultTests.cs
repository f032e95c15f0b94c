using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>When a station was faulty, and by which fault: stored before it is answered, so that no restart forgets it.</summary>
    public sealed class FaultTests : IDisposable
    {
        private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 18, 0, 0, TimeSpan.Zero));
        private Stage _stage = null!;

        public void Dispose()
        {
            _stage.Dispose();
        }

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void A_fault_is_stored_with_its_name_its_begin_and_its_end_though_the_program_was_killed_between(string database)
        {
            Open(database);
            long from = Say("Faulted", """,{"vendorId":"nanoCharger","why":"contactor welded"}""");
            _stage.Restart();
            Say("Faulted", """,{"vendorId":"nanoCharger","why":"contactor welded"}""");
            _stage.Restart();
            long to = Say("Available");
            Assert.Equal([("contactor welded", from, (long?)to)], Faults());

            // The name of the fault goes before why no current flows; another fault is another row.
            long second = Say("Faulted", """,{"vendorId":"nanoCharger","why":"charging","fault":"thermometer failed"}""");
            long third = Say("Faulted", """,{"vendorId":"nanoCharger","why":"too hot"}""");
            Say("Faulted", """,{"vendorId":"nanoCharger","why":"too hot"}""");
            Assert.Equal([("contactor welded", from, to), ("thermometer failed", second, third), ("too hot", third, null)], Faults());
        }

        /// <summary>What is odd in a note refuses no message; another maker's word is none of ours.</summary>
        [Theory]
        [InlineData("")]
        [InlineData(""","customData":{"vendorId":"other","why":"x"}""")]
        [InlineData(""","customData":{"vendorId":"nanoCharger","why":7}""")]
        [InlineData(""","customData":7""")]
        public void A_fault_without_a_name_is_a_fault(string note)
        {
            Open(Stage.Sqlite);
            Assert.Equal("""[3,"1-1",{}]""", _stage.Say(Said.Call("StatusNotification", $$"""{"timestamp":"2026-11-22T18:00:00Z","evseId":1,"connectorId":1,"connectorStatus":"Faulted"{{note}} }""")));
            Assert.Equal([("", (long?)null)], Faults().Select(row => (row.Item1, row.Item3)));
        }

        /// <summary>A failure of ours is no answer: the station sends it again, and then it is stored.</summary>
        [Fact]
        public void What_could_not_be_stored_is_not_answered()
        {
            Open(Stage.Sqlite);
            _stage.Sql("ALTER TABLE faults RENAME TO away");
            Assert.Null(_stage.Say(Call("Faulted", "")));
            _stage.Sql("ALTER TABLE away RENAME TO faults");
            Assert.NotNull(_stage.Say(Call("Faulted", "")));
            Assert.Single(Faults());
        }

        /// <summary>A second worker that never knew of the fault hears that all is well.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public async Task A_fault_ends_by_whichever_worker_hears_that_all_is_well(string database)
        {
            Open(database);
            Say("Faulted");
            _clock.Advance(TimeSpan.FromSeconds(9));
            BackendOptions other = _stage.Options with { Presence = new Presence(_clock) };
            other.Presence.HearOutlet("bay", "Available");
            await new PresenceKeeper(() => _stage.Database.Context(), _stage.Engine.Write, other).Keep();
            Assert.Equal(_clock.GetUtcNow().ToUnixTimeMilliseconds(), Assert.Single(Faults()).Item3);
        }

        [Fact]
        public async Task How_often_the_contactor_has_closed_outlasts_the_program()
        {
            Open(Stage.Sqlite);
            Say("Available", """,{"vendorId":"nanoCharger","why":"no vehicle","closings":1234}""");
            Say("Occupied", """,{"vendorId":"nanoCharger","why":"x"}""");
            await new PresenceKeeper(() => _stage.Database.Context(), _stage.Engine.Write, _stage.Options).Keep();
            BackendOptions after = _stage.Options with { Presence = new Presence(_clock) };
            new PresenceKeeper(() => _stage.Database.Context(), _stage.Engine.Write, after).Learn();
            Assert.Equal(1234, after.Presence.Of("bay")!.Closings);
        }

        private static string Call(string status, string note)
        {
            string custom = note.Length > 0 ? ",\"customData\":" + note[1..] : "";
            return Said.Call("StatusNotification", $$"""{"timestamp":"2026-11-22T18:00:00Z","evseId":1,"connectorId":1,"connectorStatus":"{{status}}"{{custom}} }""");
        }

        private void Open(string database)
        {
            _stage = new Stage(database, options => options with { TimeProvider = _clock, Presence = new Presence(_clock) });
            _stage.Say(Said.Event("T1", 0, "Started", 5));
        }

        private long Say(string status, string note = "")
        {
            _clock.Advance(TimeSpan.FromSeconds(7));
            Assert.Equal("""[3,"1-1",{}]""", _stage.Say(Call(status, note)));
            return _clock.GetUtcNow().ToUnixTimeMilliseconds();
        }

        private List<(string, long, long?)> Faults()
        {
            return [.. _stage.All<FaultRow>().OrderBy(row => row.FromMs).Select(row => (row.What, row.FromMs, row.ToMs))];
        }
    }
}

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Audit;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What can happen to the database and the clock of the program while it serves: one line that names it, nothing lost that was answered, and on it goes by itself.</summary>
    public sealed class HostFaultTests : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
        private static readonly DateTimeOffset Today = new(2026, 11, 22, 20, 0, 1, TimeSpan.Zero);

        private readonly string _folder = Directory.CreateTempSubdirectory("fault").FullName;
        private readonly SleepClock _clock = new(Today);
        private bool _mounted;

        private string Database => Path.Combine(_folder, "nanocharger.db");

        private static bool IsRoot => Environment.UserName == "root";

        public void Dispose()
        {
            if (_mounted)
            {
                Shell("umount", _folder);
            }

            Directory.Delete(_folder, recursive: true);
        }

        /// <summary>The disk has no room: no answer, a line that names the file, and what was answered before is there; with room again all goes on without anybody.</summary>
        [OnSmallDisk]
        public async Task A_full_disk_loses_nothing_that_was_answered_and_goes_on_when_there_is_room()
        {
            _mounted = true;
            Shell("mount", "-t", "tmpfs", "-o", "size=2m", "none", _folder);
            using DocumentMaker maker = new();
            Assert.Equal(0, HostProcess.Run(_folder, "key", "add", "bay", maker.Key.Hex).Code);
            using HostProcess host = await HostProcess.Serve(_folder);
            using StationLine station = new(host.BrokerPort);
            int answered = 0;
            string waits = "";
            for (bool full = false; !full; answered += full ? 0 : 1)
            {
                waits = Started(maker, answered + 1);
                Task<string> answer = station.Say(waits);
                for (Stopwatch waiting = Stopwatch.StartNew(); !answer.IsCompleted && !full;)
                {
                    Assert.True(waiting.Elapsed < Patience, "neither an answer nor a word on the disk");
                    await Task.WhenAny(answer, Task.Delay(200));
                    full = !answer.IsCompleted && (await host.Get("/health/ready")).Text.Contains("it is full", StringComparison.Ordinal);
                }
            }

            Assert.True(answered > 10, $"{answered} answered before it was full");
            Assert.Equal((503, "Unhealthy: the database nanocharger.db: it is full: there is no room on the disk, or its limit is reached\n"), await host.Get("/health/ready"));
            Assert.Equal(200, (await host.Get("/health/live")).Code);

            Shell("mount", "-o", "remount,size=32m", _folder);
            Assert.StartsWith("[3,", await station.Ask(waits));
            Assert.Equal(200, (await host.Get("/health/ready")).Code);
            AssertKept(host, answered + 1, "the database nanocharger.db: it is full");
        }

        /// <summary>The same by the file's own limit, which is that of the connection that writes.</summary>
        [Fact]
        public async Task A_file_at_its_limit_loses_nothing_that_was_answered_and_goes_on_when_there_is_room()
        {
            await using HostHere host = await HostHere.Start(_folder, _clock);
            await host.Host.Backend.Engine.Write(static context => context.Database.ExecuteSqlRaw("PRAGMA max_page_count = 150") & 0);
            using StationLine station = new(host.BrokerPort);
            int answered = 0;
            Task full = host.Told($"the database {Database}: it is full");
            Task<string> answer;
            while (await Task.WhenAny(answer = station.Say(Said.Event("T" + answered, 0, "Started", 5)), full) == answer)
            {
                Assert.StartsWith("[3,", await answer);
                answered++;
            }

            Assert.True(answered > 10, $"{answered} answered before it was full");
            Assert.StartsWith("[3,", await station.Ask(Said.Event("T" + answered, 0, "Started", 5)));
            Assert.Equal(200, (await host.Ready()).Code);
            await host.Stop();
            using PlatformDatabase database = PlatformDatabase.Open(Database);
            using PlatformContext context = database.Context();
            Assert.Equal(answered + 1, context.Events.Count());
        }

        /// <summary>Another program's lock while it serves: what comes meanwhile gets no answer, what comes behind it does.</summary>
        [Fact]
        public async Task A_lock_while_it_serves_costs_an_answer_and_no_record()
        {
            using DocumentMaker maker = new();
            await using HostHere host = await HostHere.Start(_folder, _clock);
            host.Host.Backend.Register("bay", maker.Key);
            using StationLine station = new(host.BrokerPort);
            Assert.StartsWith("[3,", await station.Ask(Started(maker, 1)));
            Task<string> meanwhile;
            using (SpoiltFile.Locked(Database))
            {
                // Not before it has been tried: on a busy machine a call may take longer than a lock that is waited for by whoever asks for the health.
                meanwhile = station.Say(Started(maker, 2));
                await host.Told($"1 calls not stored and not answered: the database {Database}: another program has locked it");
                Assert.Equal((503, $"Unhealthy: the database {Database}: another program has locked it\n"), await host.Ready());
            }

            Assert.False(meanwhile.IsCompleted);
            Assert.StartsWith("[3,", await station.Ask(Started(maker, 2)));
            Assert.Equal(200, (await host.Ready()).Code);
            await host.Stop();
            using PlatformDatabase database = PlatformDatabase.Open(Database);
            AuditReport report = new Auditor(database).Run();
            Assert.Empty(report.Findings);
            Assert.Equal((2, 2), (report.Documents, report.Events));
        }

        /// <summary>Damage that comes while it serves is found by the daily look, and told as long as it is there.</summary>
        [Fact]
        public async Task Damage_is_found_within_a_day_while_it_serves()
        {
            await using HostHere host = await HostHere.Start(_folder, _clock);
            SpoiltFile.Sql(Database, "PRAGMA wal_checkpoint(TRUNCATE)");
            byte[] sound = File.ReadAllBytes(Database);
            SpoiltFile.Damage(Database);
            _clock.Advance(TimeSpan.FromHours(23));
            Assert.Equal(200, (await host.Ready()).Code);
            _clock.Advance(TimeSpan.FromHours(2));
            string told = await host.Told($"the database {Database}: it is damaged: restore a backup of it into a new file (restore FOLDER --database NEW)");
            Assert.Equal((503, $"Unhealthy: {told}\n"), await host.Ready());

            using (FileStream file = File.OpenWrite(Database))
            {
                file.Write(sound);
            }

            _clock.Advance(TimeSpan.FromDays(1));
            Assert.True(await HostHere.Until(() => host.Host.Damage is null), "the next look finds it again");
        }

        /// <summary>A look that could not be had is told, and does not end the looks.</summary>
        [Fact]
        public async Task A_day_on_which_the_file_cannot_be_looked_at_does_not_end_the_looks()
        {
            await using HostHere host = await HostHere.Start(_folder, _clock);
            string away = Database + ".away";
            File.Move(Database, away);
            Directory.CreateDirectory(Database);
            _clock.Advance(TimeSpan.FromDays(1));
            await host.Told($"the daily look at the database was not possible: the database {Database}: it cannot be opened or created");
            Directory.Delete(Database);
            File.Move(away, Database);
            SpoiltFile.Damage(Database);
            _clock.Advance(TimeSpan.FromDays(1));
            await host.Told("it is damaged");
        }

        /// <summary>A clock that is set back loses nothing: it is told, what was answered stays answered, and what comes is stored as before.</summary>
        [Fact]
        public async Task A_clock_that_is_set_back_is_told_and_loses_nothing()
        {
            using DocumentMaker maker = new();
            await using (HostHere host = await HostHere.Start(_folder, _clock))
            {
                host.Host.Backend.Register("bay", maker.Key);
                using StationLine station = new(host.BrokerPort);
                string begin = maker.Started("T1", 1);
                string first = await station.Ask(begin);
                Assert.StartsWith("[3,", first);
                _clock.AdjustTime(Today.AddHours(-1));
                _clock.Advance(TimeSpan.FromMinutes(1));
                await host.Told("the clock was set back from 2026-11-22T20:00:01Z to 2026-11-22T19:01:01Z");
                Assert.Equal(first, await station.Ask(begin));
                Assert.StartsWith("[3,", await station.Ask(maker.Ended("T1", 2)));
                Assert.Equal(["T1"], host.Host.Backend.Transactions().Select(one => one.Id));
                _clock.Advance(TimeSpan.FromMinutes(5));
                Assert.Equal(1, host.Count("the clock was set back"));
                await host.Stop();
            }

            // The time at which it came last is stored; a start before it is told as well.
            _clock.AdjustTime(Today.AddDays(-2));
            await using HostHere again = await HostHere.Start(_folder, _clock);
            await again.Told("the clock was set back from 2026-11-22T20:00:01Z to 2026-11-20T20:00:01Z");
            Assert.Equal(2, again.Host.Backend.Documents("bay").Count);
        }

        /// <summary>What had come when the signal came is stored and answered before the connection ends; what comes behind it is the station's to send again.</summary>
        [Fact]
        public async Task A_graceful_stop_answers_what_has_come()
        {
            await using HostHere host = await HostHere.Start(_folder, _clock);
            using StationLine station = new(host.BrokerPort);
            using System.Threading.ManualResetEventSlim begun = new();
            using System.Threading.ManualResetEventSlim gate = new();
            Task busy = host.Host.Backend.Engine.Write(_ =>
            {
                begun.Set();
                return gate.Wait(Patience) ? 0 : throw new TimeoutException();
            });
            Assert.True(begun.Wait(Patience), "the writer does not begin");
            Task<string> answer = station.Say(Said.Event("T1", 0, "Started", 5));
            Assert.True(await HostHere.Until(() => host.Host.Backend.Engine.Waiting == 1), "it has not come");
            Task stopped = host.Stop();
            await host.Told("stopping: nothing more is taken, what has come is answered");
            Assert.True(await HostHere.Until(() => !host.Host.Backend.IsConnected), "it takes more");
            gate.Set();
            Assert.StartsWith("[3,", await answer.WaitAsync(Patience));
            await busy;
            await stopped;
            using PlatformDatabase database = PlatformDatabase.Open(Database);
            using PlatformContext context = database.Context();
            Assert.Equal("T1", Assert.Single(context.Events).TransactionId);
        }

        private static string Started(DocumentMaker maker, int number)
        {
            return maker.Started("T" + number, number, Said.Begin + number);
        }

        /// <summary>Ends it in order: what was answered is there, without a gap and whole, and the log has this line.</summary>
        private void AssertKept(HostProcess host, int documents, string line)
        {
            host.Signal("TERM");
            (int code, _, string log) = host.End();
            Assert.Equal(0, code);
            Assert.Contains(line, log);
            (code, string audit, _) = HostProcess.Run(_folder, "audit");
            Assert.Equal(0, code);
            Assert.EndsWith($"\nthe database nanocharger.db: {documents} documents, {documents} events, 0 refusals, 0 findings\n", audit);
        }

        private static void Shell(string program, params string[] arguments)
        {
            using Process process = Process.Start(program, arguments);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }

        /// <summary>Only root makes a disk of a few MB.</summary>
        private sealed class OnSmallDiskAttribute : FactAttribute
        {
            public OnSmallDiskAttribute()
            {
                Skip = IsRoot ? null : "a small disk (tmpfs) is mounted by root alone";
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Stations;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>A database, and the program before it, which may be another one.</summary>
    internal sealed class OutageHouse : IDisposable
    {
        private readonly StillClock _clock;

        internal OutageHouse(StillClock clock, string database)
        {
            _clock = clock;
            Stage = new Stage(database, options => options with { TimeProvider = clock });
            Stage.Say(Said.Event("T1", 0, "Started", 5));
            NewProgram();
        }

        internal Stage Stage { get; }

        internal Presence Presence { get; private set; } = null!;

        internal PresenceKeeper Keeper { get; private set; } = null!;

        internal long Tenant => Stage.All<Placement>().Single().TenantId;

        internal static string Payload(string reason)
        {
            return $$"""{"chargingStation":{"model":"nanoCharger","vendorName":"nanoCharger"},"reason":"{{reason}}" }""";
        }

        /// <summary>As after a kill: what it had not kept is gone.</summary>
        internal void NewProgram()
        {
            Presence = new Presence(_clock);
            Keeper = new PresenceKeeper(() => Stage.Database.Context(), Stage.Engine.Write, Stage.Options with { Presence = Presence });
            Keeper.Learn();
        }

        internal Task Boot(string reason, int number)
        {
            return Say(Said.Call("BootNotification", Payload(reason), string.Create(CultureInfo.InvariantCulture, $"{number}.1")));
        }

        internal async Task Say(string frame)
        {
            using NanoCharger.Backend.Ocpp.OcppFrame read = NanoCharger.Backend.Ocpp.OcppFrame.Read(System.Text.Encoding.UTF8.GetBytes(frame));
            Presence.Hear("bay", Start.Of(read));
            await Keeper.Keep();
        }

        /// <summary>Time passes, and something is said each minute; null: nothing.</summary>
        internal async Task Minutes(int minutes, string? said)
        {
            for (int tick = 0; tick < minutes * 3; tick++)
            {
                _clock.Advance(TimeSpan.FromSeconds(20));
                if (said is not null && tick % 3 == 2)
                {
                    Presence.Hear("bay");
                }

                await Keeper.Keep();
            }
        }

        internal List<(long, long, OutageCause, int)> Outages()
        {
            return [.. Stage.All<OutageRow>().OrderBy(row => row.FromMs).Select(row => (row.FromMs, row.ToMs, row.Cause, row.Times))];
        }

        public void Dispose()
        {
            Stage.Dispose();
        }
    }
}

using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Hosting;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>tenant</c>, <c>house</c>, <c>bay</c>, <c>station</c>: who sells, where, where a vehicle stands, and which station hangs there since when.</summary>
    internal sealed class PlaceCommands
    {
        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _name = new("NAME") { Description = "Its name, 1 to 64 characters without a slash." };
        private readonly Argument<string> _tenant = new("TENANT") { Description = "The tenant's name." };
        private readonly Argument<string> _house = new("HOUSE") { Description = "The house, as HOUSE or TENANT/HOUSE." };
        private readonly Argument<string> _station = new("STATION") { Description = "The station's id." };
        private readonly Argument<string> _bay = new("BAY") { Description = "The bay, as BAY, HOUSE/BAY or TENANT/HOUSE/BAY." };
        private readonly Option<string?> _at = new("--at") { Description = "When it was hung there (ISO 8601, UTC); without it now." };

        internal Command[] Commands()
        {
            return
            [
                With(new Command("tenant", "Who puts chargers up and bills by them."), Make(new Command("add", "Adds a tenant.") { _name }, AddTenant)),
                With(new Command("house", "A house, hotel or yard of a tenant."), Make(new Command("add", "Adds a house to a tenant.") { _tenant, _name }, AddHouse)),
                With(new Command("bay", "A place where a vehicle stands."), Make(new Command("add", "Adds a bay to a house.") { _house, _name }, AddBay)),
                With(
                    new Command("station", "Which station hangs where."),
                    Make(new Command("list", "Lists all stations, with their bays and what they were built for."), List),
                    Make(new Command("move", "Hangs a station in another bay. What it owes of the time before stays with whose it was.") { _station, _bay, _at }, Move)),
            ];
        }

        private static Command With(Command command, params Command[] parts)
        {
            Array.ForEach(parts, command.Subcommands.Add);
            return command;
        }

        private Command Make(Command command, Action<PlatformContext, ParseResult> work)
        {
            _options.AddTo(command).SetAction(parsed => Existing.Do(_options.Read(parsed).Database, database =>
            {
                using PlatformContext context = database.Context();
                using IDbContextTransaction unit = context.Database.BeginTransaction();
                House.EnsureFirst(context);
                work(context, parsed);
                unit.Commit();
                return ExitCodes.Success;
            }));
            return command;
        }

        private void AddTenant(PlatformContext context, ParseResult parsed)
        {
            string name = NameOf(parsed);
            Refuse(context.Tenants.Any(row => row.Name == name), $"there is a tenant {name} already");
            context.Tenants.Add(new Tenant { Name = name });
            context.SaveChanges();
            Console.WriteLine(Printable.Line($"tenant {name} added"));
        }

        private void AddHouse(PlatformContext context, ParseResult parsed)
        {
            (string named, string name) = (parsed.GetValue(_tenant)!, NameOf(parsed));
            Tenant tenant = context.Tenants.FirstOrDefault(row => row.Name == named) ?? throw new InvalidDataException($"there is no tenant {named}");
            PlaceDesk.AddHouse(context, tenant, name);
            Console.WriteLine(Printable.Line($"house {tenant.Name}/{name} added"));
        }

        private void AddBay(PlatformContext context, ParseResult parsed)
        {
            (string named, string name) = (parsed.GetValue(_house)!, NameOf(parsed));
            var houses = context.Houses.Join(context.Tenants, house => house.TenantId, tenant => tenant.Id, (house, tenant) => new { house, Path = tenant.Name + "/" + house.Name })
                .AsEnumerable().Where(one => ("/" + one.Path).EndsWith("/" + named, StringComparison.Ordinal)).ToList();
            Refuse(houses.Count == 0, $"there is no house {named}");
            Refuse(houses.Count > 1, $"there are several houses {named}: {string.Join(", ", houses.Select(one => one.Path))}");
            House of = houses[0].house;
            PlaceDesk.AddBay(context, of, name);
            Console.WriteLine(Printable.Line($"bay {houses[0].Path}/{name} added"));
        }

        private void List(PlatformContext context, ParseResult parsed)
        {
            foreach (var row in (from station in context.Stations
                                 join placed in context.Placements on station.Id equals placed.StationId
                                 join bay in context.Bays on placed.BayId equals bay.Id
                                 join house in context.Houses on bay.HouseId equals house.Id
                                 join tenant in context.Tenants on bay.TenantId equals tenant.Id
                                 orderby station.Name, placed.FromMs
                                 select new { station, placed, Path = tenant.Name + "/" + house.Name + "/" + bay.Name }).AsNoTracking())
            {
                string until = row.placed.ToMs is { } to ? $" until {Moves.Text(to)}" : "";
                string rating = row.station.RatedMilliamps is { } most ? FormattableString.Invariant($", {most / 1000} A, {row.station.Phases} phases") : "";
                string board = row.station.Serial is { } serial ? $", board {serial}" : "";
                Console.WriteLine(Printable.Line($"{row.station.Name} in {row.Path} since {Moves.Text(row.placed.FromMs)}{until}{board}{rating}"));
            }
        }

        private void Move(PlatformContext context, ParseResult parsed)
        {
            long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            long at = CommandTime.Read(parsed.GetValue(_at), "--at") ?? now;
            Refuse(at > now, "--at: is in the future: move it when it moves");
            (Bay bay, string path) = Moves.BayOf(context, parsed.GetValue(_bay)!);
            string station = parsed.GetValue(_station)!;
            Moves.Move(context, station, bay, at);
            Console.WriteLine(Printable.Line($"{station} hangs in {path} since {Moves.Text(at)}: what it owes of the time before stays with whose it was"));
        }

        private string NameOf(ParseResult parsed)
        {
            string name = parsed.GetValue(_name)!;
            PlaceDesk.RefuseName(name);
            return name;
        }

        private static void Refuse(bool wrong, string why)
        {
            if (wrong)
            {
                throw new InvalidDataException(why);
            }
        }
    }
}

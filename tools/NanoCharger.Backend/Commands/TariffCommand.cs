using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Hosting;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;

namespace NanoCharger.Backend.Commands
{
    /// <summary><c>tariff</c>: versions of prices, and since when each is whose. What was said stays: another price is another version, from a moment that has not begun.</summary>
    internal sealed class TariffCommand
    {
        private readonly SettingsOptions _options = new();
        private readonly Argument<string> _file = new("FILE") { Description = "The version, a JSON file." };
        private readonly Option<string?> _tenant = new("--tenant") { Description = "Whose; needed where there are several tenants." };
        private readonly Option<string> _for = new("--for") { Description = "Whose price: everyone, residents (a card or code at the station), guests (started on a page), card:TOKEN.", DefaultValueFactory = static _ => "everyone" };
        private readonly Option<string?> _from = new("--from") { Description = "Since when (ISO 8601, UTC); without it from now on." };

        internal Command Command()
        {
            Command tariff = new("tariff", "Versions of prices, and since when each is whose.");
            Command add = new("add", "Puts a version down and makes it somebody's price. A charge that was told another price keeps that.") { _file };
            add.Options.Add(_tenant);
            add.Options.Add(_for);
            add.Options.Add(_from);
            _options.AddTo(add).SetAction(parsed =>
            {
                BackendSettings settings = _options.Read(parsed);
                return Existing.Do(settings.Database, database => Add(database, parsed, new Market(settings.Market, settings.LegalClock)));
            });
            Command list = _options.AddTo(new Command("list", "Lists whose price is which version since when."));
            list.SetAction(parsed => Existing.Do(_options.Read(parsed).Database, List));
            tariff.Subcommands.Add(add);
            tariff.Subcommands.Add(list);
            return tariff;
        }

        private int Add(PlatformDatabase database, ParseResult parsed, Market market)
        {
            TariffVersion version = Load(parsed.GetValue(_file)!);
            Audience audience = Audience.Parse(parsed.GetValue(_for)!) ?? throw new InvalidDataException($"--for: '{parsed.GetValue(_for)}' is none of everyone, residents, guests, card:TOKEN");
            if (market.Problem(version) is { } unsold)
            {
                throw new InvalidDataException(unsold);
            }

            long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            long from = CommandTime.Read(parsed.GetValue(_from), "--from") ?? now;
            if (from < now)
            {
                throw new InvalidDataException("--from: has passed: what was told before stays");
            }

            using PlatformContext context = database.Context();
            using IDbContextTransaction unit = context.Database.BeginTransaction();
            House.EnsureFirst(context);
            Tenant tenant = TenantOf(context, parsed.GetValue(_tenant));
            if (audience.Token is { } token)
            {
                // Its number and not its digest: what is offered stays for ever, and who has the card may be erased.
                audience = Audience.OfCard(new CardRegister(context, database.Tokens, new LineTrail(static _ => { }), new By("tariff", now)).Find(token, tenant.Id));
            }

            TariffRegister.Put(context, tenant.Id, version, now);
            TariffRegister.Offer(context, tenant.Id, version.Id, audience, (from, now));
            unit.Commit();
            Console.WriteLine(Printable.Line($"{tenant.Name}: {version.Id} is the price for {audience} from {Moves.Text(from)} on: {TariffText.Of(version)}"));
            return ExitCodes.Success;
        }

        private static int List(PlatformDatabase database)
        {
            using PlatformContext context = database.Context();
            foreach (var row in context.Offers.AsNoTracking().Join(context.Tenants, offer => offer.TenantId, tenant => tenant.Id, (offer, tenant) => new { offer, tenant.Name })
                .OrderBy(row => row.Name).ThenBy(row => row.offer.Audience).ThenBy(row => row.offer.FromMs).ToList())
            {
                TariffRow tariff = context.Tariffs.AsNoTracking().First(one => one.TenantId == row.offer.TenantId && one.Id == row.offer.TariffId);
                string since = row.offer.FromMs == 0 ? "always" : $"from {Moves.Text(row.offer.FromMs)} on";
                Console.WriteLine(Printable.Line($"{row.Name}: {row.offer.Audience} {since}: {TariffText.Of(TransactionRows.TariffOf(tariff.Text))}"));
            }

            return ExitCodes.Success;
        }

        private static Tenant TenantOf(PlatformContext context, string? name)
        {
            return name is not null ? context.Tenants.FirstOrDefault(row => row.Name == name) ?? throw new InvalidDataException($"there is no tenant {name}")
                : context.Tenants.Count() == 1 ? context.Tenants.First()
                : throw new InvalidDataException($"--tenant: there are several: {string.Join(", ", context.Tenants.OrderBy(row => row.Name).Select(row => row.Name))}");
        }

        private static TariffVersion Load(string file)
        {
            try
            {
                return TariffVersion.Load(file);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw new InvalidDataException($"{file}: {problem.Message}");
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.People;
using NanoCharger.Backend.Rating;
using NanoCharger.Backend.Web;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>Looks at the settings before anything is opened: the first that has no sense ends the start.</summary>
    /// <param name="all">All settings, those of ASP.NET among them.</param>
    internal sealed class SettingsCheck(IConfiguration all) : IValidateOptions<BackendSettings>
    {
        private const int LongestHeartbeat = 86_400;
        private const int LongestResume = 24 * 60;

        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, BackendSettings options)
        {
            return Problems(options, all).FirstOrDefault() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
        }

        /// <summary>What the backend is given, by settings that were looked at; but for the clock and the log.</summary>
        internal static BackendOptions Options(BackendSettings settings)
        {
            HashSet<string> tokens = new(settings.Tokens, StringComparer.OrdinalIgnoreCase);
            bool all = settings.AcceptAll;
            return new BackendOptions
            {
                DatabasePath = settings.Database,
                Tariff = settings.Tariff.Length == 0 ? null : TariffVersion.Load(settings.Tariff),
                Market = new Market(settings.Market, settings.LegalClock),
                Operator = settings.Operator,
                Site = settings.Site,
                Accepts = token => all || tokens.Contains(token),
                KeysOnFirstSight = settings.KeysOnFirstSight,
                SignFolder = settings.Link.Authority,
                ForwardFolder = settings.Link.Forward,
                Shared = settings.Shared,
                HeartbeatSeconds = settings.HeartbeatSeconds,
                Resume = TimeSpan.FromMinutes(settings.ResumeMinutes),
            };
        }

        private static IEnumerable<string> Problems(BackendSettings settings, IConfiguration all)
        {
            if (string.IsNullOrWhiteSpace(settings.Database))
            {
                yield return "Database must not be empty";
            }

            if (ProblemOf(() => PlatformDatabase.IsServer(settings.Database)) is { } database)
            {
                yield return "Database: " + database;
            }

            foreach (string listening in (all["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Where(one => !WebAddress.IsSound(one)))
            {
                yield return $"Urls: {listening} is not http://host:port";
            }

            if (PublicAddress.Problem(settings.PublicAddress) is { } address)
            {
                yield return address;
            }

            foreach (string proxy in settings.Proxies.Where(one => PageHost.Network(one) is null))
            {
                yield return $"Proxies: {proxy} is no address and no network (10.0.0.0/8)";
            }

            if (MailProblem(settings.Mail) is { } mail)
            {
                yield return mail;
            }

            foreach (string broker in settings.Brokers.Where(one => !BrokerUrl.TryParse(one, out _)))
            {
                yield return $"Brokers: {broker} is not mqtts://host:port or mqtt://host:port";
            }

            if (settings.BrokerPort is < 0 or > ushort.MaxValue)
            {
                yield return $"BrokerPort: {settings.BrokerPort} is no port";
            }

            if (settings.Shared && !PlatformDatabase.IsServer(settings.Database))
            {
                yield return $"Shared: several workers need PostgreSQL (Host=...), and {settings.Database} is a file, which has one writer";
            }

            if (settings.Shared && settings.Brokers.Count == 0)
            {
                yield return "Shared: the broker of this process has no shared subscriptions; name a real one (Brokers)";
            }

            if (settings.ResumeMinutes is < 0 or > LongestResume)
            {
                yield return $"ResumeMinutes must be 0..{LongestResume}";
            }

            if (settings.HeartbeatSeconds is < 1 or > LongestHeartbeat)
            {
                yield return $"HeartbeatSeconds must be 1..{LongestHeartbeat}";
            }

            if (ProblemOf(() => new Market(settings.Market, settings.LegalClock).Validate()) is { } market)
            {
                yield return "Market: " + market;
            }

            if (settings.Tariff.Length > 0 && ProblemOf(() => TariffVersion.Load(settings.Tariff)) is { } tariff)
            {
                yield return "Tariff: " + tariff;
            }

            if (settings.Out.Length > 0 && ProblemOf(() => ReceiptFiles.Prepare(settings.Out)) is { } folder)
            {
                yield return $"Out: '{settings.Out}' cannot be written: {folder}";
            }

            foreach (string problem in CardCheck.Problems(settings).Concat(LinkCheck.Problems(settings)))
            {
                yield return problem;
            }
        }

        private static string? MailProblem(MailSettings mail)
        {
            return mail.Host.Length == 0 ? null
                : mail.Port is < 1 or > ushort.MaxValue ? $"Mail: {mail.Port} is no port"
                : Mails.IsOne(mail.From) ? null : "Mail: From must be a mail address";
        }

        private static string? ProblemOf(Action work)
        {
            try
            {
                work();
                return null;
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                return problem.Message;
            }
        }
    }
}

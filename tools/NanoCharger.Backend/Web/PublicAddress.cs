using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Hosting;

namespace NanoCharger.Backend.Web
{
    /// <summary>What people type to come here: the one source of every absolute link, and the one name that pages answer to. What a request says of its host changes nothing.</summary>
    internal sealed class PublicAddress(IOptions<BackendSettings> settings, IConfiguration all, IServer server)
    {
        private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

        /// <summary>Without a slash at its end.</summary>
        internal string Text => settings.Value.PublicAddress is { Length: > 0 } given ? given.TrimEnd('/') : Listening();

        /// <summary>Nobody has said by which name people come: a link leads here from this machine alone.</summary>
        internal bool IsHereAlone => settings.Value.PublicAddress is not { Length: > 0 };

        /// <summary>Whether people come by https.</summary>
        internal bool IsSecure { get; } = settings.Value.PublicAddress is { Length: > 0 } given ? IsHttps(given)
            : IsHttps(all["urls"]) || all.GetSection("Kestrel:Endpoints").GetChildren().Any(endpoint => IsHttps(endpoint["Url"]));

        /// <summary>An absolute address.</summary>
        /// <param name="path">Beginning with a slash.</param>
        internal string Of(string path)
        {
            return Text + path;
        }

        /// <summary>Whether a page may be asked for by this name. Where no address was set, only by those of this machine.</summary>
        internal bool Answers(HostString host)
        {
            return settings.Value.PublicAddress is { Length: > 0 } given
                ? string.Equals(new Uri(given).Host, host.Host, StringComparison.OrdinalIgnoreCase)
                : ThisMachine.Contains(host.Host, StringComparer.OrdinalIgnoreCase);
        }

        /// <summary>What is wrong with the setting; null where nothing is.</summary>
        internal static string? Problem(string given)
        {
            return given.Length == 0 ? null
                : !Uri.TryCreate(given, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0
                    || address.AbsolutePath != "/" || address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0
                    ? $"PublicAddress: {given} is not http(s)://host[:port]" : null;
        }

        private static bool IsHttps(string? address)
        {
            return address?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
        }

        /// <summary>Where the web listens, as somebody on this machine comes there.</summary>
        private string Listening()
        {
            ICollection<string> listening = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            string first = listening.OrderByDescending(one => one.StartsWith("https", StringComparison.OrdinalIgnoreCase)).FirstOrDefault() ?? "http://localhost:5000";
            BindingAddress address = BindingAddress.Parse(first);
            string host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
            return FormattableString.Invariant($"{address.Scheme}://{host}:{address.Port}");
        }
    }
}

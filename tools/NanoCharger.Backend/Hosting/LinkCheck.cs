using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using NanoCharger.Backend.Link;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>Looks at the settings of the link before anything is opened.</summary>
    internal static class LinkCheck
    {
        internal static IEnumerable<string> Problems(BackendSettings settings)
        {
            List<BrokerUrl> brokers = [.. settings.Brokers.Select(text => BrokerUrl.TryParse(text, out BrokerUrl url) ? url : null).OfType<BrokerUrl>()];
            LinkSettings link = settings.Link;
            if (brokers.Find(one => !one.Secured && !one.IsLoopback) is { } plain && !link.Plain)
            {
                yield return $"Brokers: mqtt://{plain.Host}:{plain.Port} is not on this machine, and plain: who is on the way reads cards and sends commands. Say mqtts://, or Link:Plain for a network of its own";
            }

            if (brokers.Find(one => one.Secured) is { } secured)
            {
                foreach ((string name, string value) in (IEnumerable<(string, string)>)[("Trust", link.Trust), ("Certificate", link.Certificate), ("Key", link.Key)])
                {
                    if (value.Length == 0)
                    {
                        yield return $"Link:{name} is empty, and mqtts://{secured.Host}:{secured.Port} needs a file there";
                    }
                }

                if (Problem(new LinkFiles(link.Trust, link.Certificate, link.Key, link.HostName)) is { } file)
                {
                    yield return "Link: " + file;
                }
            }

            if (SignProblem(link) is { } sign)
            {
                yield return sign;
            }

            if (brokers.Count == 0 && link.Folder.Length > 0 && OwnProblem(link) is { } own)
            {
                yield return own;
            }
        }

        private static string? SignProblem(LinkSettings link)
        {
            return link.Authority.Length > 0 && link.Forward.Length > 0 ? "Link: Authority and Forward: one of them signs"
                : link.Authority.Length > 0 && new LinkAuthority(link.Authority).Problem() is { } authority ? "Link:Authority: " + authority
                : link.Forward.Length > 0 && new LinkForward(link.Forward).Problem() is { } forward ? "Link:Forward: " + forward : null;
        }

        private static string? OwnProblem(LinkSettings link)
        {
            if (link.Server.Length == 0 || link.Worker.Length == 0)
            {
                return "Link: the broker of this process needs Server and Worker beside Folder: the names of its certificate and of this worker's there";
            }

            return !IPAddress.TryParse(link.Listen, out _) ? $"Link:Listen: {link.Listen} is no address"
                : Problem(LinkFiles.Of(link)) is { } file ? "Link: " + file : null;
        }

        private static string? Problem(LinkFiles files)
        {
            try
            {
                files.Read();
                return null;
            }
            catch (InvalidDataException problem)
            {
                return problem.Message;
            }
        }
    }
}

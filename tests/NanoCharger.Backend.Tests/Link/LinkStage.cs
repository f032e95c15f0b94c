using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using NanoCharger.Backend.Data;
using NanoCharger.Backend.Link;
using NanoCharger.Backend.Tests.Stations;
using NanoCharger.Testing.Link;

namespace NanoCharger.Backend.Tests.Link
{
    /// <summary>An engine with the desks that sign and that call, and a CA of its own in a folder.</summary>
    internal sealed class LinkStage : IDisposable
    {
        internal LinkStage(string database = Stage.Sqlite, bool signs = true, bool forwards = false)
        {
            Forward = Directory.CreateTempSubdirectory("forward").FullName;
            Calls = new CallStage(database, change: options => options with { SignFolder = signs && !forwards ? Yard.Folder : "", ForwardFolder = forwards ? Forward : "" });
            Desk = Open();
        }

        /// <summary>The CA, whose moment is the stage's.</summary>
        internal LinkYard Yard { get; } = new(CallStage.Begin);

        internal CallStage Calls { get; }

        internal LinkDesk Desk { get; private set; }

        /// <summary>The folder in which somebody else signs.</summary>
        internal string Forward { get; }

        internal List<LinkCertificateRow> Rows => Calls.Stage.All<LinkCertificateRow>().OrderBy(row => row.Number).ToList();

        /// <summary>The trail, kind and what holds since.</summary>
        internal List<(string Kind, string? After)> Trail => Calls.Stage.All<ChangeRow>().OrderBy(row => row.Id).Select(row => (row.Kind, row.After)).ToList();

        public void Dispose()
        {
            Desk.Dispose();
            Calls.Dispose();
            Yard.Dispose();
            Directory.Delete(Forward, recursive: true);
        }

        /// <summary>Another program takes the place of this one.</summary>
        internal void Restart()
        {
            Desk.Dispose();
            Calls.Restart();
            Desk = Open();
        }

        /// <summary>A station asks for a certificate.</summary>
        /// <returns>The payload of the answer.</returns>
        internal string Ask(string request, string station = "bay", string type = LinkDesk.StationType)
        {
            string payload = JsonSerializer.Serialize(new { csr = request, certificateType = type });
            string answer = Calls.Stage.Say($"[2,\"s\",\"SignCertificate\",{payload}]", station)!;
            return answer["[3,\"s\",".Length..^1];
        }

        /// <summary>A request of P-256 that is signed by its own key.</summary>
        internal static string Request(string name = "bay", ECDsa? key = null)
        {
            using ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return new CertificateRequest("CN=" + name, key ?? made, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        }

        /// <summary>The chains that stations were called with.</summary>
        internal List<X509Certificate2Collection> Signed()
        {
            return Calls.Sent.Where(frame => frame.Contains("\"CertificateSigned\"", StringComparison.Ordinal)).Select(frame =>
            {
                using JsonDocument call = JsonDocument.Parse(frame[frame.IndexOf('[')..]);
                X509Certificate2Collection chain = [];
                chain.ImportFromPem(call.RootElement[3].GetProperty("certificateChain").GetString());
                return chain;
            }).ToList();
        }

        private LinkDesk Open()
        {
            LinkDesk desk = new(() => Calls.Stage.Database.Context(), work => Calls.Stage.Engine.Write(work), Calls.Desk.Stored, Calls.Stage.Options);
            Calls.Stage.Engine.Plain.Links = desk;
            return desk;
        }
    }
}

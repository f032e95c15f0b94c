using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NanoCharger.Backend.Link;
using NanoCharger.Backend.Tests.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Link
{
    /// <summary>Who is signed for, when, and what comes of it.</summary>
    public sealed class LinkDeskTests
    {
        private const string Accepted = """{"status":"Accepted"}""";

        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_was_accepted_is_signed_by_the_CA_and_the_station_is_called_with_it(string database)
        {
            using LinkStage stage = new(database);
            stage.Calls.Know();
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Assert.Equal(Accepted, stage.Ask(LinkStage.Request(key: key)));
            Assert.Empty(stage.Signed());
            stage.Calls.Advance(6);

            X509Certificate2 certificate = Assert.Single(Assert.Single(stage.Signed()));
            Assert.Equal("CN=bay", certificate.Subject);
            Assert.Equal(key.ExportSubjectPublicKeyInfo(), certificate.PublicKey.ExportSubjectPublicKeyInfo());
            Assert.Equal(366, (certificate.NotAfter - certificate.NotBefore).TotalDays);
            Assert.True(IsOfOurs(stage, certificate));
            Assert.True(stage.Calls.Sent.Last().Length - "bay ".Length < 4096);
            Assert.Equal(new DateTimeOffset(certificate.NotAfter).ToUnixTimeMilliseconds(), Assert.Single(stage.Rows).NotAfterMs);
            Assert.Equal(["change.link-asked", "change.link-signed"], stage.Trail.Select(line => line.Kind));
            stage.Calls.Answer(Accepted);
            Assert.NotNull(Assert.Single(stage.Calls.Calls).EndedMs);
            stage.Calls.Advance(120);
            Assert.Single(stage.Signed());
            string line = Assert.Single(File.ReadAllLines(Path.Combine(stage.Yard.Folder, "stations/index")));
            Assert.Matches(@"^V\t27112\d{7}Z\t\t[0-9A-F]{32}\tunknown\t/CN=bay$", line);
            Assert.True(File.Exists(Path.Combine(stage.Yard.Folder, "stations/signed", line.Split('\t')[3] + ".pem")));
        }

        [Fact]
        public void A_restart_between_the_answer_and_the_signature_forgets_nothing()
        {
            using LinkStage stage = new();
            stage.Calls.Know();
            Assert.Equal(Accepted, stage.Ask(LinkStage.Request()));
            stage.Restart();
            Assert.Contains("TooOften", stage.Ask(LinkStage.Request()), StringComparison.Ordinal);
            stage.Calls.Advance(6);
            Assert.Single(stage.Signed());
        }

        [Fact]
        public void What_is_no_sound_request_of_this_station_is_not_signed()
        {
            using LinkStage stage = new();
            stage.Calls.Know();
            using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            using RSA rsa = RSA.Create(2048);
            string sound = LinkStage.Request();
            Refused(stage, "BadRequest", "it asks for 'bay-2', not for bay", LinkStage.Request("bay-2"));
            Refused(stage, "BadRequest", "Yard", new CertificateRequest("O=Yard, CN=bay", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256).CreateSigningRequestPem());
            Refused(stage, "BadRequest", "its key is not of P-256", LinkStage.Request(key: other));
            Refused(stage, "BadRequest", "its key is not of P-256", new CertificateRequest("CN=bay", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequestPem());
            Refused(stage, "BadRequest", "not signed by its own key", Forged(sound));
            Refused(stage, "BadRequest", "it is no request", "-----BEGIN NOTHING-----");
            Refused(stage, "WrongType", "only a ChargingStationCertificate", sound, type: "V2GCertificate");
            Refused(stage, "Unknown", "not taken in here", LinkStage.Request("stranger"), "stranger");
            stage.Calls.Advance(60);
            Assert.Empty(stage.Rows);
            Assert.Empty(File.ReadAllText(Path.Combine(stage.Yard.Folder, "stations/index")));
            Assert.All(stage.Trail, line => Assert.Equal("change.link-refused", line.Kind));
        }

        [Fact]
        public void Whose_link_is_revoked_is_not_signed_for()
        {
            using LinkStage stage = new();
            stage.Calls.Know();
            stage.Calls.Stage.Do(context =>
            {
                context.Stations.First(row => row.Name == "bay").LinkRevokedMs = 1;
                return context.SaveChanges();
            });
            Refused(stage, "Revoked", "link is revoked", LinkStage.Request());
            Assert.False(stage.Desk.IsOut("bay"));
            stage.Desk.Tick();
            Assert.True(stage.Desk.IsOut("bay"));
        }

        [Fact]
        public void Where_nobody_signs_that_is_said()
        {
            using LinkStage stage = new(signs: false);
            stage.Calls.Know();
            Refused(stage, "NoSigner", "nobody signs certificates here", LinkStage.Request());
        }

        /// <summary>The trail tells a reason once: whoever asks each second does not fill it.</summary>
        [Fact]
        public void A_station_is_signed_for_once_an_hour()
        {
            using LinkStage stage = new();
            stage.Calls.Know();
            stage.Calls.Know("bay-2");
            Assert.Equal(Accepted, stage.Ask(LinkStage.Request()));
            stage.Calls.Advance(6);
            for (int time = 0; time < 5; time++)
            {
                Refused(stage, "TooOften", "once an hour", LinkStage.Request());
            }

            Assert.Equal(Accepted, stage.Ask(LinkStage.Request("bay-2"), "bay-2"));
            stage.Calls.Advance(3580, step: 600);
            Refused(stage, "TooOften", "once an hour", LinkStage.Request());
            stage.Calls.Advance(30);
            Assert.Equal(Accepted, stage.Ask(LinkStage.Request()));
            Assert.Single(stage.Trail, line => line.Kind == "change.link-refused");
        }

        [Fact]
        public void A_CA_that_is_away_is_asked_again_and_signs_once()
        {
            using LinkStage stage = new();
            stage.Calls.Know();
            string key = Path.Combine(stage.Yard.Folder, "stations/ca.key");
            File.Move(key, key + ".away");
            Assert.Equal(Accepted, stage.Ask(LinkStage.Request()));
            stage.Calls.Advance(20);
            Assert.Equal(1, stage.Calls.Logged("ca.key"));
            File.Move(key + ".away", key);
            stage.Calls.Advance(70);
            Assert.Single(stage.Signed());
        }

        [Fact]
        public void Somebody_else_signs_what_lies_in_a_folder_and_what_he_has_not_signed_soundly_is_refused()
        {
            using LinkStage stage = new(forwards: true);
            stage.Calls.Know();
            string request = LinkStage.Request();
            Assert.Equal(Accepted, stage.Ask(request));
            stage.Calls.Advance(60);
            Assert.Empty(stage.Signed());
            string file = Assert.Single(Directory.GetFiles(stage.Forward));
            Assert.Equal(("bay-1.request.pem", request), (Path.GetFileName(file), File.ReadAllText(file)));

            stage.Restart();
            File.WriteAllText(Path.Combine(stage.Forward, "bay-1.pem"), stage.Yard.Sign(request));
            stage.Calls.Advance(6);
            Assert.Equal("CN=bay", Assert.Single(Assert.Single(stage.Signed())).Subject);

            stage.Calls.Know("bay-2");
            Assert.Equal(Accepted, stage.Ask(LinkStage.Request("bay-2"), "bay-2"));
            File.WriteAllText(Path.Combine(stage.Forward, "bay-2-1.pem"), stage.Yard.Sign(LinkStage.Request("bay-2")));
            stage.Calls.Know("bay-3");
            string third = LinkStage.Request("bay-3");
            Assert.Equal(Accepted, stage.Ask(third, "bay-3"));
            File.WriteAllText(Path.Combine(stage.Forward, "bay-3-1.pem"), string.Concat(Enumerable.Repeat(stage.Yard.Sign(third) + "\n", 12)));
            stage.Calls.Advance(6);
            Assert.Single(stage.Signed());
            Assert.Contains(("change.link-refused", "[\"refused.link-other-key\"]"), stage.Trail);
            Assert.Contains(stage.Trail, line => line.Kind == "change.link-refused" && line.After!.StartsWith("[\"refused.link-length\",", StringComparison.Ordinal) && line.After.EndsWith(",4095]", StringComparison.Ordinal));
        }

        /// <summary>Also where its certificates are signed elsewhere, and whatever lies there later.</summary>
        [Theory]
        [OnSqlite]
        [OnPostgres]
        public void What_a_station_has_asked_for_before_its_link_was_revoked_is_signed_for_nobody_and_not_handed_on(string database)
        {
            using LinkStage stage = new(database, forwards: true);
            stage.Calls.Know();
            stage.Calls.Know("bay-2");
            string early = LinkStage.Request();
            Assert.Equal(Accepted, stage.Ask(early));
            File.WriteAllText(Path.Combine(stage.Forward, "bay-1.pem"), stage.Yard.Sign(early));
            string late = LinkStage.Request("bay-2");
            Assert.Equal(Accepted, stage.Ask(late, "bay-2"));
            stage.Calls.Advance(6);
            Assert.Single(stage.Signed());
            stage.Calls.Stage.Do(context =>
            {
                LinkDesk.PutOut(context, context.Stations.First(row => row.Name == "bay"), 1);
                LinkDesk.PutOut(context, context.Stations.First(row => row.Name == "bay-2"), 1);
                return context.SaveChanges();
            });
            File.WriteAllText(Path.Combine(stage.Forward, "bay-2-1.pem"), stage.Yard.Sign(late));
            stage.Calls.Advance(200);
            Assert.Single(stage.Signed());
            Assert.Equal("revoked", Assert.Single(stage.Calls.Calls).Error);
            Assert.All(stage.Rows, row => Assert.NotNull(row.EndedMs));
        }

        /// <summary>As openssl writes it by itself: what the certificate says in front of it. A station takes nothing but certificates, and would refuse it each day.</summary>
        [Fact]
        public void Of_what_somebody_else_has_signed_the_certificates_are_handed_on_and_nothing_else()
        {
            using LinkStage stage = new(forwards: true);
            stage.Calls.Know();
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            string request = LinkStage.Request(key: key);
            Assert.Equal(Accepted, stage.Ask(request));
            string signed = stage.Yard.Sign(request);
            File.WriteAllText(Path.Combine(stage.Forward, "bay-1.pem"), "Certificate:\n    Data:\n        Version: 3 (0x2)\n" + key.ExportECPrivateKeyPem() + "\n" + signed);
            stage.Calls.Advance(6);
            Assert.Equal("CN=bay", Assert.Single(Assert.Single(stage.Signed())).Subject);
            Assert.DoesNotContain("Version", stage.Calls.Sent.Last(), StringComparison.Ordinal);
            Assert.DoesNotContain("PRIVATE", stage.Calls.Sent.Last(), StringComparison.Ordinal);
        }

        private static void Refused(LinkStage stage, string code, string why, string request, string station = "bay", string type = LinkDesk.StationType)
        {
            string answer = stage.Ask(request, station, type);
            Assert.StartsWith($$"""{"status":"Rejected","statusInfo":{"reasonCode":"{{code}}","additionalInfo":""", answer, StringComparison.Ordinal);
            Assert.Contains(why, answer.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        private static bool IsOfOurs(LinkStage stage, X509Certificate2 certificate)
        {
            using X509Chain chain = new();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(Path.Combine(stage.Yard.Folder, "stations/ca.pem"));
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
            chain.ChainPolicy.VerificationTime = CallStage.Begin.UtcDateTime.AddDays(1);
            return chain.Build(certificate);
        }

        /// <summary>The last bytes of a request are its signature.</summary>
        private static string Forged(string pem)
        {
            byte[] bytes = Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data]);
            bytes[^5] ^= 1;
            return PemEncoding.WriteString("CERTIFICATE REQUEST", bytes);
        }
    }
}

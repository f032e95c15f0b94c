namespace NanoCharger.Link.Tests
{
    using NanoCharger.Text;

    /// <summary>Certificates as an authority of P-256 gives them out, made once with openssl: base64 of their DER. The keys are nobody's.</summary>
    internal static class TestCertificates
    {
        /// <summary>The station that they are for.</summary>
        internal const string Station = "NC-0001";

        /// <summary>2026-11-01T00:00:00Z, a day on which <see cref="Own"/> and <see cref="Next"/> hold.</summary>
        internal const long Today = 1793491200000;

        /// <summary>A key, DER in hexadecimal digits.</summary>
        internal static string Key
        {
            get
            {
                return "307702010104203f6faf0cf7b9c02b6cd501ee420b70b41e2af2b56330dcdca9a5565d1451c146a00a06082a8648ce3d030107a1440342000477b76f"
                    + "5e5d38830dee3ad9313cc2263e2206261340b45f1178dfb9f29b0ad4830c9d9625c3a354062d0e6229961e2ac0246e462301dc237efacec33b0a6b28"
                    + "14";
            }
        }

        /// <summary>Another one.</summary>
        internal static string NextKey
        {
            get
            {
                return "30770201010420f4fa72eeba0b1a5bb64d3d727d0fc838bfc95f51b1bc14f7994b4f914a52fdd3a00a06082a8648ce3d030107a14403420004a3495d"
                    + "c46843a2fae9fd62b1143a36ac21e95a0c1862f9fffaa43c8bb9596a2ec45a79ef6211dad8d1fa2532cbb905cf60d73b21aaa4da3a134d536f76c169"
                    + "05";
            }
        }

        /// <summary>CN "nanoCharger test root", authority, 2025 to 2055.</summary>
        internal static string Root
        {
            get
            {
                return "MIIBYzCCAQmgAwIBAgIBATAKBggqhkjOPQQDAjAgMR4wHAYDVQQDDBVuYW5vQ2hhcmdlciB0ZXN0IHJvb3QwIBcNMjUwMTAxMDAwMDAwWhgPMjA1NTAxMDEw"
                    + "MDAwMDBaMCAxHjAcBgNVBAMMFW5hbm9DaGFyZ2VyIHRlc3Qgcm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIq7Xv6JnkHMqoOEluFp+fT3YcRMGiB4"
                    + "r/SLtyY8rl+gIiZFgJh6ITPAbuObyxSNCnJbTxDEn0oxLL1I+SO92hqjMjAwMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFGarmu3uMCzGC9zpEarZgeqp"
                    + "RaDDMAoGCCqGSM49BAMCA0gAMEUCIFHyogcrjdQQkluXqBS24tKcYGcL/2XAdlADe+FgrOh8AiEA5K48pBiEiskvkNSV/ws+Q7DQxNrrU6aeC+b3tC4Og/A=";
            }
        }

        /// <summary>CN "another root", authority, 2025 to 2055.</summary>
        internal static string OtherRoot
        {
            get
            {
                return "MIIBTzCB96ADAgECAgEDMAoGCCqGSM49BAMCMBcxFTATBgNVBAMMDGFub3RoZXIgcm9vdDAgFw0yNTAxMDEwMDAwMDBaGA8yMDU1MDEwMTAwMDAwMFowFzEV"
                    + "MBMGA1UEAwwMYW5vdGhlciByb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEy0r7NjGyvE49461lREMZbShjvXXz0cxgnUQjhjn033DMM07gvwN/s+op"
                    + "6raXKeM2DoF+cmpKUFs5pOyVwOoVa6MyMDAwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUMGzkw3Gtj9wIBBIwmd1vkBEqFQgwCgYIKoZIzj0EAwIDRwAw"
                    + "RAIgGFI10GNnjWawp12IZeEwIguueyFxp3B4qZ3/ZY51DXkCICSM/ZOtFQ9vIuJ8qEJEHm1DaiHiwfwAoGwSEX3fBcWz";
            }
        }

        /// <summary>The same until 2021.</summary>
        internal static string EndedRoot
        {
            get
            {
                return "MIIBTjCB9aADAgECAgECMAoGCCqGSM49BAMCMBcxFTATBgNVBAMMDGFub3RoZXIgcm9vdDAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBcxFTAT"
                    + "BgNVBAMMDGFub3RoZXIgcm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMtK+zYxsrxOPeOtZURDGW0oY71189HMYJ1EI4Y59N9wzDNO4L8Df7PqKeq2"
                    + "lynjNg6BfnJqSlBbOaTslcDqFWujMjAwMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFDBs5MNxrY/cCAQSMJndb5ARKhUIMAoGCCqGSM49BAMCA0gAMEUC"
                    + "IDXwwGZpLl7FcwZ54cc5wgYDwBczbkOJZbpZLh4D08p8AiEA1fmwdLy/nHwF0fTXfkxbn51VAEa1vrthyeBk2ZfezE0=";
            }
        }

        /// <summary>CN "nanoCharger test stations", authority under <see cref="Root"/>, 2025 to 2045.</summary>
        internal static string Stations
        {
            get
            {
                return "MIIBhjCCASygAwIBAgIBBDAKBggqhkjOPQQDAjAgMR4wHAYDVQQDDBVuYW5vQ2hhcmdlciB0ZXN0IHJvb3QwHhcNMjUwMTAxMDAwMDAwWhcNNDUwMTAxMDAw"
                    + "MDAwWjAkMSIwIAYDVQQDDBluYW5vQ2hhcmdlciB0ZXN0IHN0YXRpb25zMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEjfjfBY2bCKZhOgBgtHshVu4/0EAu"
                    + "z2LXkOK27vwhGEyVxDmvFe2CcWeXYXAO79i2dGUhcFRc840xQVQKdXLMX6NTMFEwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUGX5wKNjrA22o8H/9ccsD"
                    + "/dIa2tswHwYDVR0jBBgwFoAUZqua7e4wLMYL3OkRqtmB6qlFoMMwCgYIKoZIzj0EAwIDSAAwRQIhAJZXN1R8iQ0Us+v2HI8p2N5HrCzaBuRtFvj2Gb8lN0QY"
                    + "AiBcbRnJg0iTCdSbF7sXi/7hswjb7K9QYzvIp+vYQCKLzg==";
            }
        }

        /// <summary>CN NC-0001, for <see cref="Key"/>, under <see cref="Stations"/>, 2026.</summary>
        internal static string Own
        {
            get
            {
                return "MIIBcjCCARigAwIBAgIBBTAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBluYW5vQ2hhcmdlciB0ZXN0IHN0YXRpb25zMB4XDTI2MDEwMTAwMDAwMFoXDTI3MDEw"
                    + "MTAwMDAwMFowEjEQMA4GA1UEAwwHTkMtMDAwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHe3b15dOIMN7jrZMTzCJj4iBiYTQLRfEXjfufKbCtSDDJ2W"
                    + "JcOjVAYtDmIplh4qwCRuRiMB3CN++s7DOwprKBSjTTBLMAkGA1UdEwQCMAAwHQYDVR0OBBYEFFROsXJkesZdck7bn7qWjX5EKBXVMB8GA1UdIwQYMBaAFBl+"
                    + "cCjY6wNtqPB//XHLA/3SGtrbMAoGCCqGSM49BAMCA0gAMEUCIAPzOBCcYv2b51wDFS/kJFVITobnjnByRbNfSCekzO92AiEAsruTZytPLEpQ1k0D1ZxTUhh5"
                    + "xcY2hKs1jCh6U+H3h+8=";
            }
        }

        /// <summary>CN NC-0001, for <see cref="NextKey"/>, under <see cref="Stations"/>, September 2026 to September 2027.</summary>
        internal static string Next
        {
            get
            {
                return "MIIBcTCCARigAwIBAgIBBjAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBluYW5vQ2hhcmdlciB0ZXN0IHN0YXRpb25zMB4XDTI2MDkwMTAwMDAwMFoXDTI3MDkw"
                    + "MTAwMDAwMFowEjEQMA4GA1UEAwwHTkMtMDAwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKNJXcRoQ6L66f1isRQ6Nqwh6VoMGGL5//qkPIu5WWouxFp5"
                    + "72IR2tjR+iUyy7kFz2DXOyGqpNo6E01Tb3bBaQWjTTBLMAkGA1UdEwQCMAAwHQYDVR0OBBYEFMXGEWT7eeTmqydQE+9X1yYXwdTOMB8GA1UdIwQYMBaAFBl+"
                    + "cCjY6wNtqPB//XHLA/3SGtrbMAoGCCqGSM49BAMCA0cAMEQCIH9JW5C95E1blTdfuq9OOgMvMgA9t/IztYcDbJAAYQbHAiBzcqGaVdlC7ZgsGjYTzTNU9CVx"
                    + "5ElGr/WyWSeG4hUkNQ==";
            }
        }

        /// <summary>As <see cref="Own"/>, CN NC-0002.</summary>
        internal static string OtherName
        {
            get
            {
                return "MIIBcjCCARigAwIBAgIBBzAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBluYW5vQ2hhcmdlciB0ZXN0IHN0YXRpb25zMB4XDTI2MDEwMTAwMDAwMFoXDTI3MDEw"
                    + "MTAwMDAwMFowEjEQMA4GA1UEAwwHTkMtMDAwMjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHe3b15dOIMN7jrZMTzCJj4iBiYTQLRfEXjfufKbCtSDDJ2W"
                    + "JcOjVAYtDmIplh4qwCRuRiMB3CN++s7DOwprKBSjTTBLMAkGA1UdEwQCMAAwHQYDVR0OBBYEFFROsXJkesZdck7bn7qWjX5EKBXVMB8GA1UdIwQYMBaAFBl+"
                    + "cCjY6wNtqPB//XHLA/3SGtrbMAoGCCqGSM49BAMCA0gAMEUCIQD5F2nFjzc/UvV+QeIaWpBz/frv2k6rYWphIjVs+4O6uQIgNsiOuUYLURrV60vmsDEx4v+M"
                    + "xq9r1GZaZL8WW7oTFq0=";
            }
        }

        /// <summary>As <see cref="Own"/>, 2024.</summary>
        internal static string Ended
        {
            get
            {
                return "MIIBcTCCARigAwIBAgIBCDAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBluYW5vQ2hhcmdlciB0ZXN0IHN0YXRpb25zMB4XDTI0MDEwMTAwMDAwMFoXDTI1MDEw"
                    + "MTAwMDAwMFowEjEQMA4GA1UEAwwHTkMtMDAwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHe3b15dOIMN7jrZMTzCJj4iBiYTQLRfEXjfufKbCtSDDJ2W"
                    + "JcOjVAYtDmIplh4qwCRuRiMB3CN++s7DOwprKBSjTTBLMAkGA1UdEwQCMAAwHQYDVR0OBBYEFFROsXJkesZdck7bn7qWjX5EKBXVMB8GA1UdIwQYMBaAFBl+"
                    + "cCjY6wNtqPB//XHLA/3SGtrbMAoGCCqGSM49BAMCA0cAMEQCIE2a7o7BmaC9SQ8oEGVD2GKxWFUIOI7Gba8nhUNWAwDNAiBkRx13WfY8zToNIWigyqv+YGlT"
                    + "dzYRHEObuACueuEzIw==";
            }
        }

        /// <summary>As <see cref="Own"/>, 2030.</summary>
        internal static string Later
        {
            get
            {
                return "MIIBcjCCARigAwIBAgIBCTAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBluYW5vQ2hhcmdlciB0ZXN0IHN0YXRpb25zMB4XDTMwMDEwMTAwMDAwMFoXDTMxMDEw"
                    + "MTAwMDAwMFowEjEQMA4GA1UEAwwHTkMtMDAwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHe3b15dOIMN7jrZMTzCJj4iBiYTQLRfEXjfufKbCtSDDJ2W"
                    + "JcOjVAYtDmIplh4qwCRuRiMB3CN++s7DOwprKBSjTTBLMAkGA1UdEwQCMAAwHQYDVR0OBBYEFFROsXJkesZdck7bn7qWjX5EKBXVMB8GA1UdIwQYMBaAFBl+"
                    + "cCjY6wNtqPB//XHLA/3SGtrbMAoGCCqGSM49BAMCA0gAMEUCIQCUAd93lquE2AaaBLVSWRuwnS5eIB4dw8FjFgfo7hwEEgIgfhNeKe4Gyol3tgICROqiuKDY"
                    + "inqR3gV01Gp49XguxTo=";
            }
        }

        /// <summary>As <see cref="Own"/>, with a key of P-384.</summary>
        internal static string OtherCurve
        {
            get
            {
                return "MIIBjjCCATWgAwIBAgIBCjAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBluYW5vQ2hhcmdlciB0ZXN0IHN0YXRpb25zMB4XDTI2MDEwMTAwMDAwMFoXDTI3MDEw"
                    + "MTAwMDAwMFowEjEQMA4GA1UEAwwHTkMtMDAwMTB2MBAGByqGSM49AgEGBSuBBAAiA2IABIz0gOqCmD1JoQM2svCMdJr+b7l7cteJWpLACBPVT1iRk42ll80m"
                    + "JFBHbg/pXF+bz77VbaLa3oHA2GyKuyUBjepUPHEY2SWGqCTWlAtxrnG5lHeS3tVgN3uUR4AJLyzJLKNNMEswCQYDVR0TBAIwADAdBgNVHQ4EFgQU0cosXwYy"
                    + "DWwUDJJ4qvwvVJWPFikwHwYDVR0jBBgwFoAUGX5wKNjrA22o8H/9ccsD/dIa2tswCgYIKoZIzj0EAwIDRwAwRAIgSsA9S4C6ZuCh2DI+uaiwNlxetpZnC9xc"
                    + "MgbFYELvhvYCIGt4vLfQdp8jOF7oQldz3FnpiaMptRkDqj7tJHPbl5kG";
            }
        }

        /// <summary>As <see cref="Own"/>, with its dates exchanged.</summary>
        internal static string Reversed
        {
            get
            {
                return "MIIBcjCCARigAwIBAgIBBTAKBggqhkjOPQQDAjAkMSIwIAYDVQQDDBluYW5vQ2hhcmdlciB0ZXN0IHN0YXRpb25zMB4XDTI3MDEwMTAwMDAwMFoXDTI2MDEw"
                    + "MTAwMDAwMFowEjEQMA4GA1UEAwwHTkMtMDAwMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABHe3b15dOIMN7jrZMTzCJj4iBiYTQLRfEXjfufKbCtSDDJ2W"
                    + "JcOjVAYtDmIplh4qwCRuRiMB3CN++s7DOwprKBSjTTBLMAkGA1UdEwQCMAAwHQYDVR0OBBYEFFROsXJkesZdck7bn7qWjX5EKBXVMB8GA1UdIwQYMBaAFBl+"
                    + "cCjY6wNtqPB//XHLA/3SGtrbMAoGCCqGSM49BAMCA0gAMEUCIAPzOBCcYv2b51wDFS/kJFVITobnjnByRbNfSCekzO92AiEAsruTZytPLEpQ1k0D1ZxTUhh5"
                    + "xcY2hKs1jCh6U+H3h+8=";
            }
        }

        /// <summary>One by its name, since a row of a test takes constants only and each use of one counts in the assembly's table.</summary>
        internal static string Of(string name)
        {
            switch (name)
            {
                case "next":
                    return Next;
                case "other name":
                    return OtherName;
                case "ended":
                    return Ended;
                case "later":
                    return Later;
                case "reversed":
                    return Reversed;
                case "other curve":
                    return OtherCurve;
                default:
                    return "AAAA";
            }
        }

        /// <summary>A certificate as PEM.</summary>
        internal static string Pem(string body)
        {
            string text = "-----BEGIN CERTIFICATE-----\n";
            for (int at = 0; at < body.Length; at += 64)
            {
                text += body.Substring(at, body.Length - at < 64 ? body.Length - at : 64) + "\n";
            }

            return text + "-----END CERTIFICATE-----\n";
        }

        /// <summary>A text's bytes.</summary>
        internal static byte[] Bytes(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }

        /// <summary>The bytes of hexadecimal digits.</summary>
        internal static byte[] FromHex(string digits)
        {
            byte[] bytes = new byte[digits.Length / 2];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)((Value(digits[2 * i]) << 4) | Value(digits[(2 * i) + 1]));
            }

            return bytes;
        }

        /// <summary>A PEM of the link's as a text: without the 0 behind; null for none.</summary>
        internal static string Text(byte[] pem)
        {
            return pem == null ? null : Ascii.Text(pem, 0, pem.Length - 1);
        }

        private static int Value(char digit)
        {
            return digit <= '9' ? digit - '0' : digit - 'a' + 10;
        }
    }
}

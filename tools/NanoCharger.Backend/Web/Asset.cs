using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace NanoCharger.Backend.Web
{
    /// <summary>Style, script and pictures, embedded, each under a name with the digest of its content: a browser keeps one for ever, and asks for another as soon as it is another.</summary>
    public static class Asset
    {
        private const string Folder = "assets/";
        private const int DigestDigits = 12;

        private static readonly Dictionary<string, (string Name, byte[] Bytes)> All = Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).ToDictionary(name => name[Folder.Length..], Read);

        private static readonly Dictionary<string, byte[]> ByAddress = All.Values.ToDictionary(one => one.Name, one => one.Bytes);

        /// <summary>The address of one.</summary>
        public static string Of(string name)
        {
            return "/" + Folder + All[name].Name;
        }

        /// <summary>What one of them holds.</summary>
        internal static byte[] Bytes(string name)
        {
            return All[name].Bytes;
        }

        /// <summary>Answers with one.</summary>
        internal static IResult Serve(HttpContext context, string file)
        {
            if (!ByAddress.TryGetValue(file, out byte[]? bytes))
            {
                return Results.NotFound();
            }

            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(bytes, Path.GetExtension(file) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                _ => "image/svg+xml",
            });
        }

        private static (string Name, byte[] Bytes) Read(string resource)
        {
            using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
            using MemoryStream bytes = new();
            file.CopyTo(bytes);
            string name = resource[Folder.Length..];
            string digest = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..DigestDigits];
            return (Path.GetFileNameWithoutExtension(name) + "." + digest + Path.GetExtension(name), bytes.ToArray());
        }
    }
}

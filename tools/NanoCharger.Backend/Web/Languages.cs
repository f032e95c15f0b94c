using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NanoCharger.Backend.Web
{
    /// <summary>The languages that there are: one embedded file each, Web/Languages/CODE.json. A third one is a third file.</summary>
    internal static class Languages
    {
        /// <summary>What is spoken to whoever understands none of ours.</summary>
        internal const string Usual = "en";

        /// <summary>All, by their codes.</summary>
        internal static IReadOnlyDictionary<string, Language> All { get; } = Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(LanguageFile.Folder, StringComparison.Ordinal)).Select(name => new Language(name[LanguageFile.Folder.Length..], LanguageFile.Read(name))).ToDictionary(language => language.Code);

        /// <summary>A person's language, else the one that his browser likes best, else English.</summary>
        /// <param name="own">The code of his language; null where he has said nothing.</param>
        /// <param name="asked">What his browser asks for.</param>
        internal static Language Of(string? own, IHeaderDictionary asked)
        {
            if (own is not null && All.TryGetValue(own, out Language? his))
            {
                return his;
            }

            IEnumerable<StringWithQualityHeaderValue> liked = StringWithQualityHeaderValue.TryParseList([.. asked.AcceptLanguage.OfType<string>()], out IList<StringWithQualityHeaderValue>? parsed) ? parsed : [];
            return liked.Where(one => one.Quality is not 0).OrderByDescending(one => one.Quality ?? 1)
                .Select(one => All.GetValueOrDefault(one.Value.ToString().Split('-')[0].ToLowerInvariant())).FirstOrDefault(one => one is not null) ?? All[Usual];
        }
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;

namespace NanoCharger.Backend.People
{
    /// <summary>Keeps the keys of cookies and forms in the database, written by the one writer: sessions outlive a restart, and every worker knows them.</summary>
    internal sealed class WebKeys(WebData data) : IXmlRepository
    {
        /// <inheritdoc/>
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using PlatformContext context = data.Context(null);
            return context.WebKeys.AsNoTracking().OrderBy(row => row.Id).Select(row => row.Text).AsEnumerable().Select(static text => XElement.Parse(text)).ToList();
        }

        /// <inheritdoc/>
        public void StoreElement(XElement element, string friendlyName)
        {
            data.Write(context =>
            {
                context.WebKeys.Add(new WebKeyRow { Text = element.ToString(SaveOptions.DisableFormatting) });
                return context.SaveChanges();
            }).GetAwaiter().GetResult();
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;
using NanoCharger.Backend.Data;
using Xunit;

namespace NanoCharger.Web.Tests
{
    /// <summary>From an empty database to a house that sells, as somebody does it who has read one line of the start.</summary>
    [Collection(Browsing.Name)]
    public sealed class FirstDayTests(Chromium browser)
    {
        public static IEnumerable<object[]> Looks => Enumerable.Range(0, Look.All.Length).Select(number => new object[] { number });

        [BrowserTheory]
        [MemberData(nameof(Looks))]
        public async Task An_empty_database_becomes_a_house_that_sells(int look)
        {
            await using WebHost host = await WebHost.Start();
            await using Window window = await browser.Open(host, Look.All[look]);
            string setUp = host.SetUpPath;
            await window.Go(setUp);
            await window.LookAt("1-operator");
            await window.Fill(("name", "Ada Bell"), ("mail", "ada@example.org"), ("password", "short"));
            await window.Send();
            await window.LookAt("1-operator-wrong");
            await window.Fill(("password", WebHost.Password));
            await window.Send();

            await window.LookAt("2-house");
            await window.Fill(("name", "Hill Street 4"), ("address", "Hill Street 4, 10115 Berlin"), ("currency", "EUR"), ("market", "DE"), ("seller", "Hill Street Ltd, Hill Street 4"), ("tax", "DE123456789"));
            await window.Page.Locator("[name=zone]").SelectOptionAsync("Europe/Berlin");
            await window.Send();

            await window.LookAt("3-price");
            await window.Fill(("kwh", "0,39"), ("tax", "19"));
            await window.Send();

            await window.LookAt("4-station");
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await window.Fill(("bay", "Bay 1"), ("station", "NC-0042"), ("key", key.ExportSubjectPublicKeyInfoPem()));
            await window.Send();

            await window.LookAt("5-done");
            Assert.Contains("set station.id NC-0042", await window.Page.Locator("pre").InnerTextAsync(), StringComparison.Ordinal);
            await window.Go("/");
            Assert.EndsWith("/today", window.Page.Url, StringComparison.Ordinal);
            await window.LookAt("6-today");
            House house = host.Ask(context => context.Houses.Single());
            Assert.Equal(("Hill Street 4", "Europe/Berlin", "EUR", "DE", "DE123456789"), (house.Name, house.Zone, house.Currency, house.Market, house.TaxNumber));
            Assert.Contains("0.39", host.Ask(context => context.Tariffs.Single().Text), StringComparison.Ordinal);
            Assert.Equal("Bay 1", host.Ask(context => context.Bays.Single().Name));
            Assert.Equal(KeyOrigin.Hand, host.Ask(context => context.Keys.Single().Origin));

            // The address that was printed opens nothing any more.
            await using Window other = await browser.Open(host, Look.All[look]);
            await other.Go(setUp);
            Assert.Equal(0, await other.Page.Locator("form").CountAsync());
            await other.LookAt("7-used");
        }
    }
}

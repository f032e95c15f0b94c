using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Billing;
using NanoCharger.Verify;
using Xunit;

namespace NanoCharger.Backend.Tests.Billing
{
    /// <summary>Every mWh between the first and the last document has one use.</summary>
    public sealed class EnergyBookTests : IDisposable
    {
        private readonly DocumentMaker _maker = new();

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Fact]
        public void A_receipt_has_the_energy_from_its_begin_and_periodic_documents_have_none_of_their_own()
        {
            SignedDocument[] documents = Read(_maker.Begin(1, 1000), _maker.Between(2, 3000), _maker.Receipt(3, 1000, 9000));
            Assert.Equal([new EnergyLine(EnergyUse.Billed, 8000, 3)], Book(documents));
        }

        [Fact]
        public void What_no_transaction_had_is_between()
        {
            SignedDocument[] documents = Read(_maker.Receipt(1, 1000, 9000), _maker.Begin(2, 9050), _maker.Receipt(3, 9050, 10_000));
            Assert.Equal(
                [(EnergyUse.Billed, 8000L, 1L), (EnergyUse.Between, 50, 2), (EnergyUse.Billed, 950, 3)],
                Book(documents).Select(line => (line.Use, line.MilliwattHours, line.Document)));
        }

        [Theory]
        [InlineData(true, EnergyUse.Refused, "was refused")]
        [InlineData(false, EnergyUse.Open, "has not come")]
        public void A_begin_without_its_receipt_has_the_energy_up_to_the_next(bool refused, EnergyUse use, string says)
        {
            SignedDocument[] documents = Read(_maker.Begin(1, 1000), _maker.Begin(3, 6000), _maker.Receipt(4, 6000, 7000));
            IReadOnlyList<EnergyLine> book = EnergyBook.Of(documents, _ => (EnergyUse.Waived, "a gift"), _ => refused ? (EnergyUse.Refused, "it was refused") : null);
            Assert.Equal((use, 5000L, 3L), (book[0].Use, book[0].MilliwattHours, book[0].Document));
            Assert.Contains(says, book[0].Reason, StringComparison.Ordinal);
            Assert.Equal(new EnergyLine(EnergyUse.Waived, 1000, 4, "a gift"), book[1]);
        }

        [Fact]
        public void What_has_begun_and_not_ended_is_open()
        {
            SignedDocument[] documents = Read(_maker.Begin(1, 1000), _maker.Between(2, 3000));
            EnergyLine line = Assert.Single(Book(documents));
            Assert.Equal((EnergyUse.Open, 2000L), (line.Use, line.MilliwattHours));
        }

        [Fact]
        public void All_books_of_random_series_sum_to_the_register()
        {
            for (int seed = 0; seed < 300; seed++)
            {
                Random random = new(seed);
                long register = random.Next(0, 1000) * 10;
                long begin = register;
                List<string> texts = [];
                for (int number = 1; number <= 12; number += random.Next(1, 3))
                {
                    register += random.Next(3) == 0 ? 0 : random.Next(1, 500) * 10;
                    int kind = random.Next(3);
                    texts.Add(kind == 0 ? _maker.Begin(number, begin = register) : kind == 1 ? _maker.Between(number, register) : _maker.Receipt(number, random.Next(2) == 0 ? Math.Min(begin, register) : register, register));
                    begin = kind == 2 ? register : begin;
                }

                SignedDocument[] documents = Read([.. texts]);
                long sum = Book(documents).Sum(line => line.MilliwattHours);
                Assert.Equal((seed, documents[^1].Readings[^1].RegisterMilliwattHours - documents[0].Readings[0].RegisterMilliwattHours), (seed, sum));
            }
        }

        private static IReadOnlyList<EnergyLine> Book(SignedDocument[] documents)
        {
            return EnergyBook.Of(documents, _ => (EnergyUse.Billed, ""), _ => null);
        }

        private static SignedDocument[] Read(params string[] texts)
        {
            return texts.Select(OcmfVerifier.Read).ToArray();
        }
    }
}

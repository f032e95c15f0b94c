using System;
using System.Collections.Generic;
using System.Text;
using NanoCharger.Bench.Signing;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.System.Tests.Documents;
using NanoCharger.Text;
using Xunit;

namespace NanoCharger.System.Tests.Runs
{
    /// <summary>What the bench's book of documents finds wrong: each document against the record that reserved it, and against the keys that were stored.</summary>
    public sealed class SigningBookTests : IDisposable
    {
        private const string At = "2026-11-22T18:00:00Z";
        private const long Begin = 1_000;
        private const long End = 9_000;

        private readonly DocumentMaker _maker = new();
        private readonly KeyRing _keys = new();
        private readonly DocumentBook _book;

        public SigningBookTests()
        {
            _keys.Add(_maker.Key);
            _book = new DocumentBook(_keys);
        }

        public void Dispose()
        {
            _maker.Dispose();
        }

        [Fact]
        public void What_the_log_reserved_and_the_stored_key_signed_is_right()
        {
            Take("1-5", "Started", Begin, _maker.Begin(1, Begin));
            Take("1-7", "Ended", End, _maker.Receipt(2, Begin, End));
            Assert.Empty(_book.Problems([Started(5, 1), Ended(7, 2)]));
            Assert.Equal(_maker.Key.Hex, _book.Key!.Hex);
        }

        [Fact]
        public void A_units_first_number_is_1_unless_it_has_a_history()
        {
            Assert.Equal("document T2 (record 5) follows T0", Assert.Single(_book.Problems([Started(5, 2)])));
            Assert.Empty(_book.Problems([Started(5, 2)], before: 1));
        }

        [Fact]
        public void A_document_without_a_durable_record_is_told()
        {
            Take("1-5", "Started", Begin, _maker.Begin(1, Begin));
            const string told = "message 1-5 carries a document that no durable record reserved";
            Assert.Equal(told, Assert.Single(_book.Problems([])));
            Assert.Equal(told, Assert.Single(_book.Problems([new LogRecord { Boot = 1, Sequence = 5, Kind = LogRecordKind.Transaction }])));
            Assert.Equal(told, Assert.Single(_book.Problems([Started(6, 1)])));
        }

        [Fact]
        public void A_document_that_departs_from_its_record_is_told()
        {
            Take("1-5", "Ended", End, _maker.Receipt(1, Begin, End));
            Assert.Equal("message 1-5 carries a register of 9000 mWh, its record 8999", Assert.Single(_book.Problems([Ended(5, 1, end: End - 1)])));
            Assert.Equal("message 1-5 carries a begin register of 1000 mWh, its record 999", Assert.Single(_book.Problems([Ended(5, 1, begin: Begin - 1)])));
            Assert.Contains("message 1-5 carries T1, its record reserved T2", _book.Problems([Ended(5, 2)], before: 1));
        }

        [Fact]
        public void A_key_that_was_never_stored_is_not_believed()
        {
            using DocumentMaker other = new();
            Take("1-5", "Started", Begin, other.Begin(1, Begin), other.OcppKey);
            IReadOnlyList<string> problems = _book.Problems([Started(5, 1)]);
            Assert.Equal("message 1-5 carries a public key that the station never stored", problems[0]);
            Assert.Equal("the document of message 1-5 is not valid: signature: not this key's over this payload", problems[1]);

            var empty = new DocumentBook(new KeyRing());
            Take("1-5", "Started", Begin, other.Begin(1, Begin), other.OcppKey, empty);
            Assert.Equal("message 1-5 carries a document, and the station has stored no key", empty.Problems([Started(5, 1)])[0]);
        }

        [Fact]
        public void What_a_replaced_key_signed_still_holds()
        {
            using DocumentMaker newer = new();
            _keys.Add(newer.Key);
            Take("1-5", "Started", Begin, _maker.Begin(1, Begin));
            Take("1-7", "Ended", End, newer.Receipt(2, Begin, End), newer.OcppKey);
            Assert.Empty(_book.Problems([Started(5, 1), Ended(7, 2)]));
            Assert.Equal(newer.Key.Hex, _book.Key!.Hex);
        }

        private void Take(string id, string type, long register, string document, string? key = null, DocumentBook? book = null)
        {
            string payload = SignedEvent.Payload("bay-5", 0, type, At, register, Encoding.ASCII.GetBytes(document), key ?? _maker.OcppKey);
            (book ?? _book).Take(Encoding.UTF8.GetBytes($"[2,\"{id}\",\"TransactionEvent\",{payload}]"));
        }

        private static LogRecord Started(long sequence, long number)
        {
            return Record(sequence, number, DocumentForm.Begin, Begin, Begin);
        }

        private static LogRecord Ended(long sequence, long number, long begin = Begin, long end = End)
        {
            return Record(sequence, number, DocumentForm.Receipt, begin, end);
        }

        private static LogRecord Record(long sequence, long number, DocumentForm form, long begin, long register)
        {
            return new LogRecord
            {
                Boot = 1,
                Sequence = sequence,
                Kind = LogRecordKind.Transaction,
                Document = form,
                Pagination = number,
                BeginRegisterMilliwattHours = begin,
                RegisterMilliwattHours = register,
            };
        }
    }
}

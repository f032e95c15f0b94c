using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NanoCharger.Backend.Rating;
using NanoCharger.Verify;
using NodaTime;
using Instant = NodaTime.Instant;

namespace NanoCharger.Backend.Demo
{
    /// <summary>A station of the demo house: it has a key of its own, and signs what it meters as ours do.</summary>
    internal sealed class DemoStation(string name) : IDisposable
    {
        private readonly DocumentMaker _maker = new();
        private long _document;
        private int _transaction;
        private long _register;
        private long _begin;

        /// <summary>Its id.</summary>
        internal string Name => name;

        /// <summary>Its key.</summary>
        internal StationKey Key => _maker.Key;

        /// <summary>How often its contactor has closed: once a transaction.</summary>
        internal int Closings => _transaction;

        /// <inheritdoc/>
        public void Dispose()
        {
            _maker.Dispose();
        }

        /// <summary>All that it says of a visit, in its order.</summary>
        internal IReadOnlyList<DemoFrame> Say(DemoVisit visit)
        {
            _begin = _register;
            List<DemoFrame> said = visit.Cut is { } cut
                ? [.. Part(visit, visit.From, cut, "P"), .. Part(visit, cut + DemoVisit.Blink, visit.To, "E")]
                : [.. Part(visit, visit.From, visit.To, "E")];
            _register = Register(visit, visit.To);
            return said;
        }

        /// <summary>Its register at a moment of the visit that it spoke of last, mWh.</summary>
        internal long Register(DemoVisit visit, DateTime at)
        {
            return _begin + visit.Taken(at);
        }

        private IEnumerable<DemoFrame> Part(DemoVisit visit, DateTime from, DateTime to, string cause)
        {
            Transaction now = new(visit, string.Create(CultureInfo.InvariantCulture, $"{name}-{++_transaction}"), _begin);
            string first = DocumentMaker.Reading("B", now.Register(from), Ocmf(from));
            yield return Frame(now, "Started", from, first);
            foreach ((DateTime at, string what) in Between(visit, from, to).OrderBy(one => one.At))
            {
                yield return Frame(now, "Updated", at, DocumentMaker.Reading(what, now.Register(at), Ocmf(at)));
            }

            yield return Frame(now, "Ended", to, first + "," + DocumentMaker.Reading(cause, now.Register(to), Ocmf(to)), cause == "P" ? "PowerLoss" : "EVDisconnected");
        }

        /// <summary>What is signed on the way: that the vehicle has stopped drawing, and the boundaries of its prices.</summary>
        private static IEnumerable<(DateTime At, string What)> Between(DemoVisit visit, DateTime from, DateTime to)
        {
            if (visit.Full > from && visit.Full < to)
            {
                yield return (visit.Full, "S");
            }

            DateTimeZone zone = visit.Tariff.TimeZone;
            for (LocalDate day = Instant.FromDateTimeUtc(from).InZone(zone).Date; day.AtStartOfDayInZone(zone).ToDateTimeUtc() < to; day = day.PlusDays(1))
            {
                foreach (DateTime boundary in visit.Tariff.Boundaries.Select(time => zone.AtLeniently(day.At(time)).ToDateTimeUtc()).Where(at => at > from && at < to && at != visit.Full))
                {
                    yield return (boundary, "T");
                }
            }
        }

        private DemoFrame Frame(Transaction now, string type, DateTime at, string readings, string stopped = "")
        {
            DocumentFacts facts = new(++_document, name, readings)
            {
                Card = now.Visit.Card,
                Type = now.Visit.FromAfar ? "CENTRAL" : "ISO14443",
                Tariff = TariffText.Of(now.Visit.Tariff),
            };
            string frame = EventFrame.Write(now.Id, now.Sequence++, type, at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), now.Register(at), _maker.Sign(facts.Payload()), _maker.OcppKey, stopped: stopped);
            return new DemoFrame(at, name, Encoding.UTF8.GetBytes(frame));
        }

        private static string Ocmf(DateTime time)
        {
            return time.ToString("yyyy-MM-dd'T'HH:mm:ss','fff'+0000 S'", CultureInfo.InvariantCulture);
        }

        private sealed record Transaction(DemoVisit Visit, string Id, long Begin)
        {
            internal int Sequence { get; set; }

            internal long Register(DateTime at)
            {
                return Begin + Visit.Taken(at);
            }
        }
    }

    /// <summary>Something that a station says.</summary>
    internal readonly record struct DemoFrame(DateTime At, string Station, byte[] Frame);
}

using System;
using System.Collections.Generic;
using System.Linq;
using NanoCharger.Backend.Rating;

namespace NanoCharger.Backend.Tests.Rating
{
    /// <summary>Tariffs and charges that nobody has thought of; of one seed always the same.</summary>
    internal sealed class RandomCharges(int seed)
    {
        private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"];
        private static readonly string[] Currencies = ["EUR", "JPY", "KWD"];
        private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

        // Days around a change of some of these clocks, and plain ones.
        private static readonly long[] Dates = [1_774_699_200, 1_792_800_000, 1_793_430_000, 1_775_299_500, 1_790_799_300, 1_768_500_000];

        private readonly Random _random = new(seed);

        internal TariffVersion Tariff()
        {
            string[] times = Enumerable.Range(0, 4).Select(_ => Time()).ToArray();
            bool bounded = One(4);
            return new TariffVersion
            {
                Id = $"R{seed}",
                Currency = Pick(Currencies),
                Zone = Pick(Zones),
                StartFee = One(2) ? Price(3) : 0,
                PerKilowattHour = One(8) ? 0 : Price(1),
                PerMinute = One(3) ? Price(0.1m) : 0,
                IdlePerMinute = One(2) ? Price(0.2m) : 0,
                IdleGraceMinutes = _random.Next(0, 90),
                IdleFree = One(2) && times[0] != times[1] ? new FreeSpan(times[0], times[1]) : null,
                Windows = Enumerable.Range(0, _random.Next(0, 3)).Select(_ => Window(times)).OfType<PriceWindow>().ToList(),
                Minimum = bounded ? Price(5) : null,
                Maximum = bounded ? 5 + Price(20) : null,
                TaxPercent = decimal.Round(_random.Next(0, 300_000) / 10_000m, _random.Next(0, 5)),
                TaxIncluded = One(2),
                LeastWattHours = One(2) ? 100 : _random.Next(0, 2_000),
            };
        }

        internal List<RatedPart> Charge()
        {
            long at = (Pick(Dates) + (_random.Next(0, 2 * 86_400 / SlowRater.StepSeconds) * SlowRater.StepSeconds)) * 1000;
            long register = _random.NextInt64(0, 10_000_000_000_000);
            bool counts = !One(6);
            return Enumerable.Range(0, One(3) ? _random.Next(1, 4) : 1).Select(_ => Part(ref at, ref register, counts)).ToList();
        }

        private RatedPart Part(ref long at, ref long register, bool counts)
        {
            int between = _random.Next(0, 6);
            List<RatedReading> readings = [];
            for (int number = 0; number < between + 2; number++)
            {
                char cause = number == 0 ? 'B' : number == between + 1 ? Pick("ELRAP".ToCharArray()) : Pick("CST".ToCharArray());
                readings.Add(new RatedReading(at, register, cause, counts || !One(3)));
                at += _random.Next(0, 3 * 3600 / SlowRater.StepSeconds) * SlowRater.StepSeconds * 1000L;
                register += One(3) ? 0 : One(4) ? _random.Next(0, 200_000) : _random.Next(0, 30_000_000);
            }

            return new RatedPart(readings);
        }

        private PriceWindow? Window(string[] times)
        {
            string from = Pick(times);
            string to = Pick(times);
            return from == to ? null : new PriceWindow { Days = Days.Where(_ => One(2)).DefaultIfEmpty("Mon").ToList(), From = from, To = to, PerKilowattHour = Price(1) };
        }

        private string Time()
        {
            return $"{_random.Next(0, 24):00}:{_random.Next(0, 4) * 15:00}";
        }

        private decimal Price(decimal most)
        {
            return decimal.Round(most * _random.Next(1, 10_000) / 10_000m, _random.Next(1, 5)) + 0.0001m;
        }

        private bool One(int of)
        {
            return _random.Next(of) == 0;
        }

        private T Pick<T>(IReadOnlyList<T> from)
        {
            return from[_random.Next(from.Count)];
        }
    }
}

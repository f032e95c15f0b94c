using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Stations;
using NanoCharger.Mqtt;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>What a station's meter shows while it charges: the newest, in memory.</summary>
    public sealed class LiveTests
    {
        private const string Body = """
            {"evseId":1,"meterValue":[{"timestamp":"2026-11-22T20:00:00Z","sampledValue":[
            {"value":7.36,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W","multiplier":3}},
            {"value":16.02,"measurand":"Current.Import","phase":"L1","unitOfMeasure":{"unit":"A"}},
            {"value":12345.6}]}]}
            """;

        private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 20, 0, 1, TimeSpan.Zero));
        private readonly List<string> _log = [];
        private readonly LiveBook _book;

        public LiveTests()
        {
            _book = new LiveBook(_clock, _log.Add);
        }

        [Fact]
        public void The_newest_values_are_there_with_their_age()
        {
            Assert.Null(_book.Of("bay"));
            Take(Body.Replace("7.36", "1", StringComparison.Ordinal));
            Take(Body);
            _clock.Advance(TimeSpan.FromSeconds(7));
            LiveReading live = _book.Of("bay")!;
            Assert.Equal(TimeSpan.FromSeconds(7), live.Age);
            Assert.Equal(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero), live.At);
            Assert.Equal((7360m, 16.02m, 12345.6m), (live.Of("Power.Active.Import"), live.Of("Current.Import", "L1"), live.Of("Energy.Active.Import.Register")));
            Assert.Equal(["W", "A", "Wh"], live.Values.Select(value => value.Unit));
            Assert.Null(live.Of("Current.Import"));
        }

        [Theory]
        [InlineData("")]
        [InlineData("7")]
        [InlineData("{}")]
        [InlineData("""{"evseId":1,"meterValue":[]}""")]
        [InlineData("""{"evseId":1,"meterValue":[{"timestamp":"2026-11-22T20:00:00Z","sampledValue":[]}]}""")]
        [InlineData("""{"evseId":1,"meterValue":[{"timestamp":"yesterday","sampledValue":[{"value":1}]}]}""")]
        [InlineData("""{"evseId":1,"meterValue":[{"timestamp":"2026-11-22T20:00:00Z","sampledValue":[{"value":"1"}]}]}""")]
        [InlineData("""{"evseId":1,"meterValue":[{"timestamp":"2026-11-22T20:00:00Z","sampledValue":[{"value":1e28,"unitOfMeasure":{"multiplier":9}}]}]}""")]
        [InlineData("""{"evseId":1,"evseId":1,"meterValue":[{"timestamp":"2026-11-22T20:00:00Z","sampledValue":[{"value":1}]}]}""")]
        [InlineData("""{"evseId":1,"meterValue":[{"timestamp":"2026-11-22T20:00:00Z","sampledValue":[{"value":1,"phase":"\ud800"}]}]}""")]
        public void A_wrong_body_is_told_once_and_changes_nothing(string body)
        {
            Take(Body);
            Take(body);
            Take(body);
            Assert.StartsWith("bay: live values are not read: ", Assert.Single(_log));
            Assert.Equal(7360m, _book.Of("bay")!.Of("Power.Active.Import"));
        }

        [Fact]
        public void A_body_that_is_too_long_or_that_the_broker_has_kept_is_not_taken()
        {
            Take(Body + new string(' ', 8192));
            Assert.Single(_log);
            _book.Take("bay", new BrokerMessage("nanocharger/v1/bay/live", Encoding.UTF8.GetBytes(Body), 0, Retain: true));
            Assert.Null(_book.Of("bay"));
        }

        [Fact]
        public void Made_up_names_fill_no_memory()
        {
            for (int number = 0; number < Bounded<string>.Most; number++)
            {
                _book.Take($"made-up-{number}", new BrokerMessage("", Encoding.UTF8.GetBytes(Body), 0, Retain: false));
            }

            Take(Body);
            Assert.Null(_book.Of("made-up-1"));
            Assert.NotNull(_book.Of("bay"));
        }

        private void Take(string body)
        {
            _book.Take("bay", new BrokerMessage("nanocharger/v1/bay/live", Encoding.UTF8.GetBytes(body), 0, Retain: false));
        }
    }
}

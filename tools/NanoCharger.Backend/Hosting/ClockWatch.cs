using System;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>Tells when the clock of this machine was set back, while the program runs or while it did not.</summary>
    internal sealed class ClockWatch
    {
        /// <summary>How often it looks.</summary>
        internal static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

        /// <summary>Less than this is a correction, as clocks that are kept by a server get every day.</summary>
        private static readonly TimeSpan Correction = TimeSpan.FromSeconds(10);

        private readonly TimeProvider _clock;
        private readonly ILogger _log;
        private DateTimeOffset _latest;

        /// <param name="clock">The clock of stations and money.</param>
        /// <param name="log">Takes the line.</param>
        /// <param name="last">When something came last, by what is stored; null where nothing has.</param>
        internal ClockWatch(TimeProvider clock, ILogger log, DateTimeOffset? last)
        {
            _clock = clock;
            _log = log;
            _latest = last ?? DateTimeOffset.MinValue;
            Look();
        }

        /// <summary>Looks at the clock.</summary>
        internal void Look()
        {
            DateTimeOffset now = _clock.GetUtcNow();
            if (_latest - now > Correction)
            {
                _log.ClockSetBack(Text(_latest), Text(now));
            }

            _latest = now;
        }

        private static string Text(DateTimeOffset time)
        {
            return time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
    }
}

using Microsoft.Extensions.Logging;

namespace NanoCharger.Backend.Hosting
{
    /// <summary>What the host tells the log.</summary>
    internal static partial class HostLog
    {
        [LoggerMessage(1, LogLevel.Information, "{Line}")]
        internal static partial void Told(this ILogger logger, string line);

        [LoggerMessage(2, LogLevel.Information, "everything is in {Database}")]
        internal static partial void Opened(this ILogger logger, string database);

        [LoggerMessage(3, LogLevel.Information, "the broker of this process listens at {Host}:{Port}")]
        internal static partial void Embedded(this ILogger logger, string host, int port);

        [LoggerMessage(4, LogLevel.Information, "stopping: nothing more is taken, what has come is answered")]
        internal static partial void Stopping(this ILogger logger);

        [LoggerMessage(5, LogLevel.Information, "stopped")]
        internal static partial void Stopped(this ILogger logger);

        [LoggerMessage(6, LogLevel.Critical, "{Damage}")]
        internal static partial void Damaged(this ILogger logger, string damage);

        [LoggerMessage(7, LogLevel.Error, "receipt not written: {Problem}")]
        internal static partial void NotWritten(this ILogger logger, string problem);

        [LoggerMessage(8, LogLevel.Error, "the daily look at the database was not possible: {Problem}")]
        internal static partial void NotLooked(this ILogger logger, string problem);

        [LoggerMessage(9, LogLevel.Warning, "the clock was set back from {Before} to {Now}: a key that was registered in between does not count before it is that late again, and what a station dates later than now is held")]
        internal static partial void ClockSetBack(this ILogger logger, string before, string now);

        [LoggerMessage(10, LogLevel.Error, "a mail was not posted: {Problem}")]
        internal static partial void NotPosted(this ILogger logger, string problem);

        [LoggerMessage(11, LogLevel.Warning, "nobody can sign in yet: open {Address} to set this platform up (it works once, until this program ends)")]
        internal static partial void SetUp(this ILogger logger, string address);

        [LoggerMessage(12, LogLevel.Information, "the pages are at {Address}")]
        internal static partial void Pages(this ILogger logger, string address);

        [LoggerMessage(13, LogLevel.Warning, "{Address} is not https: passwords and sessions travel in clear, so it is for this machine or a trusted network alone; browsers will not offer passkeys, camera or installation there")]
        internal static partial void InClear(this ILogger logger, string address);

        [LoggerMessage(14, LogLevel.Error, "{Method} {Path} failed")]
        internal static partial void PageFailed(this ILogger logger, string method, string path, System.Exception problem);

        [LoggerMessage(15, LogLevel.Information, "demo: sign in as {Mail} with {Password}")]
        internal static partial void DemoSignIn(this ILogger logger, string mail, string password);

        [LoggerMessage(16, LogLevel.Warning, "the demo house stands still: {Problem}")]
        internal static partial void DemoStandsStill(this ILogger logger, string problem);

        [LoggerMessage(17, LogLevel.Warning, "the broker {Broker} is not on this machine, and is spoken to in clear: who is on the way reads cards and sends commands")]
        internal static partial void PlainBroker(this ILogger logger, string broker);
    }
}

using NanoCharger.Console.Pages;
using NanoCharger.Core.SessionLog;
using NanoCharger.Text;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows the last records of the session log.</summary>
    internal sealed class LogCommand : Command
    {
        private const int DefaultRecords = 10;
        private const int MostRecords = 200;

        private readonly LogPage _page;

        internal LogCommand(RecordLog log)
            : base("log", "log [n]             the last n records of the session log (10)")
        {
            _page = new LogPage(log);
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            long records = DefaultRecords;
            if (rest.Length > 0 && (!Ascii.TryNumber(rest, out records) || records < 1 || records > MostRecords))
            {
                answer.Say("log: '" + rest + "' is not a number from 1 to " + MostRecords.ToString());
                return;
            }

            _page.Start((int)records);
            answer.Show(_page);
        }
    }
}

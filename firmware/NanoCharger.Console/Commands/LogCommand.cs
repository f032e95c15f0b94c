using NanoCharger.Console.Pages;
using NanoCharger.Core.Charging;
using NanoCharger.Records.SessionLog;
using NanoCharger.Text;

namespace NanoCharger.Console.Commands
{
    /// <summary>Shows, exports and checks the records of all logs; takes on a register that was lost.</summary>
    internal sealed class LogCommand : Command
    {
        private const int DefaultRecords = 10;
        private const int MostRecords = 200;
        private const int MostExported = 1_000;

        private readonly ICommands _commands;
        private readonly RecordLog _log;
        private readonly ThreeLogs _logs;
        private readonly LogPage _page;
        private readonly LogRecordPage _recordPage;
        private readonly LogExportPage _exportPage;
        private readonly LogVerifyPage _verifyPage;

        internal LogCommand(ICommands commands, RecordLog log, Delivery delivery)
            : base(
                "log",
                "log [n]             the newest n records of all logs (10)",
                "log show N          all of one: 12, a12 (audit), e12 (starts and faults)",
                "log export [n]      all records, or the newest n, as JSON lines",
                "log verify          reads every record and tells what is wrong",
                "log accept CONFIRM  goes on from what is left of a lost register")
        {
            _commands = commands;
            _log = log;
            _logs = new ThreeLogs(log);
            LogWalk walk = new LogWalk(_logs);
            _page = new LogPage(_logs, walk);
            _recordPage = new LogRecordPage(_logs);
            _exportPage = new LogExportPage(_logs, walk);
            _verifyPage = new LogVerifyPage(log, delivery, _logs);
        }

        /// <inheritdoc/>
        internal override string Takes
        {
            get { return "a number of records, 1..200; show and a record's number; export, alone or with 1..1000; verify; accept CONFIRM"; }
        }

        /// <inheritdoc/>
        internal override string Example
        {
            get { return "log show a12"; }
        }

        /// <inheritdoc/>
        internal override string Needs
        {
            get { return "accept: a register that was lost. The others change nothing"; }
        }

        /// <inheritdoc/>
        internal override void Obey(string rest, IAnswer answer)
        {
            string behind = Words.Behind(rest);
            switch (Words.First(rest))
            {
                case "show":
                    ShowRecord(behind, answer);
                    break;
                case "export":
                    Export(behind, answer);
                    break;
                case "verify":
                    Verify(behind, answer);
                    break;
                case "accept":
                    answer.Say("log accept: " + Accept(behind));
                    break;
                default:
                    ShowNewest(rest, answer);
                    break;
            }
        }

        private void ShowNewest(string rest, IAnswer answer)
        {
            long records = DefaultRecords;
            if (rest.Length > 0 && (!Ascii.TryNumber(rest, out records) || records < 1 || records > MostRecords))
            {
                answer.Say("log: '" + rest + "' is not a number from 1 to " + MostRecords.ToString() + ", show, export, verify or accept");
                return;
            }

            _page.Start((int)records);
            answer.Show(_page);
        }

        private void ShowRecord(string rest, IAnswer answer)
        {
            if (!ThreeLogs.TryNumber(rest, out int log, out long sequence))
            {
                answer.Say("log show: '" + rest + "' is no record's number, as 12, a12 or e12");
                return;
            }

            if (!_recordPage.TryStart(log, sequence))
            {
                answer.Say("log show: " + WhyNot(rest, log, sequence));
                return;
            }

            answer.Show(_recordPage);
        }

        private string WhyNot(string number, int log, long sequence)
        {
            if (_logs.CountSlots(log, sequence - 1, sequence + 1) > 0)
            {
                return number + " is damaged";
            }

            string prefix = number.Substring(0, log == ThreeLogs.Transactions ? 0 : 1);
            return _logs.First(log) == 0
                ? "there is no " + number + ", the log " + ThreeLogs.NameOf(log) + " is empty"
                : "there is no " + number + ", only " + prefix + _logs.First(log).ToString() + " to " + prefix + _logs.Last(log).ToString();
        }

        private void Export(string rest, IAnswer answer)
        {
            long records = 0;
            if (rest.Length > 0 && (!Ascii.TryNumber(rest, out records) || records < 1 || records > MostExported))
            {
                answer.Say("log export: '" + rest + "' is not a number from 1 to " + MostExported.ToString());
                return;
            }

            _exportPage.Start((int)records);
            answer.Show(_exportPage);
        }

        private void Verify(string rest, IAnswer answer)
        {
            if (rest.Length > 0)
            {
                answer.Say("log verify: '" + rest + "' is too much, it reads every record");
                return;
            }

            _verifyPage.Start();
            answer.Show(_verifyPage);
        }

        private string Accept(string rest)
        {
            if (rest.Length > 0 && rest != "CONFIRM")
            {
                return "'" + rest + "' is not CONFIRM, nothing done";
            }

            if (rest.Length > 0)
            {
                return _commands.AcceptRegister();
            }

            if (!_log.Lost)
            {
                return "the register is not lost, nothing to do";
            }

            AsciiWriter text = new AsciiWriter(TechnicianConsole.Columns);
            text.Put("with CONFIRM it goes on from ");
            text.Fixed(_log.RegisterMilliwattHours, 3);
            text.Put(" Wh and T");
            text.Number(_log.Pagination);
            return text.ToString();
        }
    }
}

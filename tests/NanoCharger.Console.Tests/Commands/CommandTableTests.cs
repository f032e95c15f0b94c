namespace NanoCharger.Console.Tests.Commands
{
    using System;
    using NanoCharger.Console;
    using NanoCharger.Console.Commands;
    using NanoCharger.Records.Tests.SessionLog;
    using NanoCharger.Fakes;
    using nanoFramework.TestFramework;

    /// <summary>What holds for every command, those of tomorrow too.</summary>
    [TestClass]
    public class CommandTableTests
    {
        // Where the help says what a command does, and where it does so when what is typed is too long for that.
        private const int HelpColumn = 20;
        private const int FarHelpColumn = 30;

        [TestMethod]
        public void Every_command_has_help_that_begins_with_its_name_and_stands_in_its_column()
        {
            CommandTable table = new CommandTable(Parts());
            for (int i = 0; i < table.Count; i++)
            {
                Assert.IsTrue(table[i].HelpLines > 0, table[i].Name);
                for (int j = 0; j < table[i].HelpLines; j++)
                {
                    string line = table[i].HelpLine(j);
                    Assert.AreEqual(0, line.IndexOf(table[i].Name + " "), line);
                    Assert.IsTrue(line.Length <= TechnicianConsole.Columns, line);
                    Assert.AreEqual(line.IndexOf("  ") <= HelpColumn - 2 ? HelpColumn : FarHelpColumn, ColumnOfText(line), line);
                }
            }
        }

        [TestMethod]
        public void Names_are_unique_and_can_be_typed()
        {
            CommandTable table = new CommandTable(Parts());
            for (int i = 0; i < table.Count; i++)
            {
                string name = table[i].Name;
                Assert.AreSame(table[i], table.Find(name), name);
                Assert.AreEqual(name.Trim().ToLower(), name);
                Assert.IsTrue(name.Length > 0 && name.IndexOf(' ') < 0, name);
            }

            Assert.IsNull(table.Find("nothing"));
            Assert.IsNull(table.Find(string.Empty));
        }

        [TestMethod]
        public void Help_lists_all_and_nothing_else()
        {
            CommandTable table = new CommandTable(Parts());
            string all = string.Empty;
            for (int i = 0; i < table.Count; i++)
            {
                for (int j = 0; j < table[i].HelpLines; j++)
                {
                    all += table[i].HelpLine(j) + "\n";
                }
            }

            FakeAnswer answer = new FakeAnswer();
            table.Find("help").Obey(string.Empty, answer);
            Assert.AreEqual(all, answer.Text);
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("x")]
        [DataRow("x  y z")]
        public void Every_command_answers_once_whatever_stands_behind_it(string rest)
        {
            CommandTable table = new CommandTable(Parts());
            for (int i = 0; i < table.Count; i++)
            {
                FakeAnswer answer = new FakeAnswer();
                table[i].Obey(rest, answer);
                Assert.AreEqual(1, answer.Count, table[i].Name);
                Assert.IsTrue(answer.Text.Length > 1, table[i].Name);
            }
        }

        /// <summary>What "help" says of a command is true of it: an example that is refused would be none.</summary>
        [TestMethod]
        public void Every_command_s_help_has_an_example_that_works()
        {
            CommandTable table = new CommandTable(Parts());
            for (int i = 0; i < table.Count; i++)
            {
                Command command = table[i];
                Assert.IsTrue(command.Takes.Length > 0 && command.Needs.Length > 0, command.Name);
                Assert.AreEqual(0, (command.Example + " ").IndexOf(command.Name + " "), command.Example);
                FakeAnswer answer = new FakeAnswer();
                command.Obey(Words.Behind(command.Example), answer);
                Assert.AreEqual(1, answer.Count, command.Name);
                Assert.IsTrue(answer.Text.IndexOf("' is no") < 0 && answer.Text.IndexOf("not the unit") < 0, answer.Text);
            }
        }

        [TestMethod]
        public void A_part_that_is_missing_is_named_at_once()
        {
            ConsoleParts parts = Parts();
            parts.Guard = null;
            string wrong = "nothing";
            try
            {
                new TechnicianConsole(new FakePort(), parts);
            }
            catch (ArgumentException e)
            {
                wrong = e.Message;
            }

            Assert.AreEqual("Guard: the console needs it", wrong);
        }

        // Two blanks or more are the gap between what is typed and what it does.
        private static int ColumnOfText(string line)
        {
            int column = line.IndexOf("  ");
            while (column >= 0 && column < line.Length && line[column] == ' ')
            {
                column++;
            }

            return column;
        }

        private static ConsoleParts Parts()
        {
            FakeFlash flash = new FakeFlash();
            LogScript log = new LogScript(flash);
            log.Start();
            return FakeParts.Of(flash, log.Log, 1);
        }
    }
}

using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NanoCharger.Backend.Stations;
using Xunit;

namespace NanoCharger.Backend.Tests.Stations
{
    /// <summary>What an operator wants of a station: a row by a command, which the program that serves sends.</summary>
    public sealed class StationCommandTests : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("commands").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        [Fact]
        public void Each_command_stores_its_call_and_says_so_in_one_line()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            Assert.Matches("^Reset to bay is stored: it is sent when the station is heard, until 20[^\n]*\n$", Run(stage, "reset", "bay", "--when", "OnIdle").Output);
            Assert.Equal(0, Run(stage, "log", "bay", "--from", "12").Code);
            Assert.Equal(0, Run(stage, "set", "bay", "auth.expiry", "90").Code);
            Assert.Equal(0, Run(stage, "data", "bay", "WithdrawStart", """{ "remoteStartId": 7 }""").Code);
            Assert.Equal(
                [
                    """Reset {"type":"OnIdle"}""",
                    """GetLog {"customData":{"vendorId":"nanoCharger","oldestRecord":12},"log":{"remoteLocation":"mqtt"},"logType":"DiagnosticsLog","requestId":2}""",
                    """SetVariables {"setVariableData":[{"attributeValue":"90","component":{"name":"TxCtrlr"},"variable":{"name":"EVConnectionTimeOut"}}]}""",
                    """DataTransfer {"vendorId":"nanoCharger","messageId":"WithdrawStart","data":{"remoteStartId":7}}""",
                ],
                stage.Calls.Select(row => $"{row.Action} {row.Payload}"));
            Assert.All(stage.Calls, row => Assert.Equal("by " + Environment.UserName, row.CausedBy));

            stage.Stage.Do(context => CallBook.Send(context, CallBook.Open(context)[0], 0));
            string[] listed = Run(stage, "calls", "bay").Output.Split('\n');
            Assert.StartsWith("""bay 1 Reset {"type":"OnIdle"} (by """, listed[0]);
            Assert.EndsWith("): sent 1970-01-01T00:00:00Z, not answered yet", listed[0]);
            Assert.EndsWith("): not sent yet", listed[1]);
            Assert.Equal((0, "", ""), Run(stage, "calls", "other"));
        }

        [Fact]
        public void Bad_input_is_refused_in_one_line_and_stores_nothing()
        {
            using CallStage stage = new(Stage.Sqlite);
            stage.Know();
            Refuse(stage, "there is no station odd", "reset", "odd");
            Refuse(stage, "--when: Soon is neither Immediate nor OnIdle", "reset", "bay", "--when", "Soon");
            Refuse(stage, "--from: records have numbers from 0 to 2147483647", "log", "bay", "--from=-1");
            Refuse(stage, "'a/b/c' is no name of a setting, as auth.mode, nor of a variable, as TxCtrlr/EVConnectionTimeOut", "set", "bay", "a/b/c", "1");
            Refuse(stage, "the data is no JSON: {odd", "data", "bay", "Blink", "{odd");
            Assert.Empty(stage.Calls);
        }

        [Theory]
        [InlineData("auth.mode", "NanoCharger", "auth.mode")]
        [InlineData("sign.at", "NanoCharger", "sign.at")]
        [InlineData("station.id", "SecurityCtrlr", "Identity")]
        [InlineData("heartbeat.seconds", "OCPPCommCtrlr", "HeartbeatInterval")]
        [InlineData("ocpp.beforeAccepted", "TxCtrlr", "TxBeforeAcceptedEnabled")]
        [InlineData("Odd/name", "Odd", "name")]
        public void A_setting_has_the_name_that_the_firmware_gives_it(string setting, string component, string variable)
        {
            Assert.Equal((component, variable), VariableNames.Of(setting));
        }

        [Theory]
        [InlineData("auth.mode", "tönt", "a setting's value is of printable ASCII characters")]
        [InlineData("auth.mode", "1234567890123456789012345678901234567890123456789012345678901234x", "a setting's value has 64 characters at most")]
        [InlineData("wifi.passphrase", "secret", "wifi.passphrase is set at the console: calls are kept, and it is a secret")]
        [InlineData("NanoCharger/wifi.passphrase", "secret", "wifi.passphrase is set at the console: calls are kept, and it is a secret")]
        [InlineData("", "1", "'' is no name of a setting, as auth.mode, nor of a variable, as TxCtrlr/EVConnectionTimeOut")]
        public void A_value_that_no_setting_can_have_is_refused(string setting, string value, string why)
        {
            Assert.Equal(why, Assert.Throws<InvalidDataException>(() => StationWishes.Set(setting, value, "test")).Message);
        }

        /// <summary>The command is another process; the program that serves finds the row at its next look.</summary>
        [Fact]
        public async Task What_a_command_stores_goes_to_the_station_while_the_program_serves()
        {
            FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
            await using HostHere host = await HostHere.Start(_folder, clock);
            using StationLine bay = new(host.BrokerPort);
            await bay.Ask(Said.Event("T1", 0, "Started", 5));
            Task<string> next = bay.Listen();
            Assert.Equal(0, WarmProgram.Run(_folder, "station", "reset", "bay", "--database", Path.Combine(_folder, "nanocharger.db")).Code);
            clock.Advance(CallDesk.BetweenLooks);
            Assert.EndsWith(""","Reset",{"type":"Immediate"}]""", await next.WaitAsync(TimeSpan.FromMinutes(2)));
            await host.Stop();
        }

        private static void Refuse(CallStage stage, string why, params string[] arguments)
        {
            Assert.Equal((2, "", $"nanocharger-backend: {why}\n"), Run(stage, arguments));
        }

        private static (int Code, string Output, string Errors) Run(CallStage stage, params string[] arguments)
        {
            return WarmProgram.Run(Path.GetTempPath(), ["station", .. arguments, "--database", stage.Stage.Given]);
        }
    }
}

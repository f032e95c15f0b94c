using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using NanoCharger.Bay;
using NanoCharger.Bench.Timings;
using NanoCharger.Verify;

namespace NanoCharger.Bench;

/// <summary>The bench's options and what they mean.</summary>
public sealed class BenchCommand
{
    private const double ConsoleSpeed = 20;

    /// <summary>With pages a story takes five minutes: a night that one can watch.</summary>
    private const double StorySeconds = 300;

    private readonly Option<string> _scenario = new("--scenario")
    {
        Description = "Built-in scenario (" + string.Join(", ", Scenario.BuiltInNames) + ") or a scenario file.",
        HelpName = "NAME|FILE",
        DefaultValueFactory = _ => "overnight",
    };

    private readonly Option<string?> _speed = new("--speed")
    {
        Description = "Virtual seconds for each real second, or max (default: max; 20 with --console; with pages the story takes five minutes).",
        HelpName = "N|max",
    };

    private readonly Option<string?> _seed = new("--seed")
    {
        Description = "Seed of the run: the same seed gives the same trace, byte for byte (default: the scenario's).",
        HelpName = "N",
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for summary.json, trace.jsonl and the receipts.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "out",
    };

    private readonly Option<string?> _broker = new("--broker")
    {
        Description = "MQTT broker to use instead of the embedded one.",
        HelpName = "mqtt://HOST:PORT",
    };

    private readonly Option<bool> _headless = new("--headless")
    {
        Description = "No live view: plain lines only.",
    };

    private readonly Option<bool> _pages = new("--pages")
    {
        Description = "The pages of a demo house around the charger, until Ctrl-C: on a terminal without --headless, --console and --broker they are there anyway (--pages false: not).",
    };

    private readonly Option<bool> _console = new("--console")
    {
        Description = "Connect this terminal to the charger's serial console.",
    };

    /// <summary>The command with all its options.</summary>
    public RootCommand Build()
    {
        var command = new RootCommand("Charges a simulated car with the real firmware, in one command: embedded broker, payment backend and charging bay.")
        {
            _scenario, _speed, _seed, _out, _broker, _headless, _pages, _console,
        };
        command.Subcommands.Add(new Soak.SoakCommand().Build());
        command.Subcommands.Add(TimingsCommand.Build());
        command.Subcommands.Add(new Accuracy.AccuracyCommand().Build());
        command.Subcommands.Add(new PowerCuts.PowerCutCommand().Build());
        command.Subcommands.Add(new Ingest.IngestCommand().Build());
        command.SetAction((parsed, stop) => System.Threading.Tasks.Task.FromResult(Run(parsed, stop)));
        return command;
    }

    private int Run(ParseResult parsed, System.Threading.CancellationToken stop)
    {
        BenchOptions? options = Read(parsed, out string? error);
        if (options == null)
        {
            Console.Error.WriteLine(Printable.Line(error));
            return ExitCode.BadInput;
        }

        return new BenchSession(options, ViewFor(parsed)).Run(stop);
    }

    private IRunView ViewFor(ParseResult parsed)
    {
        if (parsed.GetValue(_console))
        {
            return new ConsoleView();
        }

        bool plain = parsed.GetValue(_headless) || Console.IsOutputRedirected;
        return plain ? new PlainView() : new LiveView();
    }

    private BenchOptions? Read(ParseResult parsed, out string? error)
    {
        Scenario? scenario = Load(parsed.GetValue(_scenario)!, out error);
        if (scenario == null)
        {
            return null;
        }

        BrokerAddress? broker = null;
        if (parsed.GetValue(_broker) is string url && (broker = BrokerAddress.Parse(url, out error)) == null)
        {
            return null;
        }

        bool pages = WantsPages(parsed);
        if (pages && LosesDatabase(scenario))
        {
            error = $"--pages: the scenario {scenario.Name} has the backend lose its database, which the house's does not";
            if (parsed.GetResult(_pages) is { Implicit: false })
            {
                return null;
            }

            pages = false;
        }

        double speed = parsed.GetValue(_console) ? ConsoleSpeed : pages ? Math.Max(1, scenario.UntilSeconds / StorySeconds) : 0;
        if (parsed.GetValue(_speed) is string text && !TryReadSpeed(text, out speed))
        {
            error = $"--speed: '{text}' is neither a number above 0 nor max";
            return null;
        }

        ulong? seed = null;
        if (parsed.GetValue(_seed) is string number)
        {
            if (!ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ulong given))
            {
                error = $"--seed: '{number}' is no whole number from 0 to {ulong.MaxValue}";
                return null;
            }

            seed = given;
        }

        return new BenchOptions
        {
            Scenario = scenario,
            Seed = seed,
            Speed = speed,
            OutDirectory = parsed.GetValue(_out),
            Broker = broker,
            House = pages ? Path.Combine(parsed.GetValue(_out)!, BenchHouse.FileName) : null,
        };
    }

    private bool WantsPages(ParseResult parsed)
    {
        bool alone = !parsed.GetValue(_console) && parsed.GetValue(_broker) is null;
        return parsed.GetResult(_pages) is { Implicit: false } ? parsed.GetValue(_pages) : alone && ViewFor(parsed) is LiveView;
    }

    private static bool LosesDatabase(Scenario scenario)
    {
        return scenario.Timeline.Any(action => action.Kind == ActionKind.Backend && action.Text == "emptied");
    }

    private static bool TryReadSpeed(string text, out double speed)
    {
        if (text == "max")
        {
            speed = 0;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out speed) && speed > 0 && double.IsFinite(speed);
    }

    private static Scenario? Load(string nameOrFile, out string? error)
    {
        error = null;
        try
        {
            if (Scenario.BuiltInNames.Contains(nameOrFile))
            {
                return Scenario.BuiltIn(nameOrFile);
            }

            if (!File.Exists(nameOrFile))
            {
                error = $"--scenario: '{nameOrFile}' is neither a file nor one of {string.Join(", ", Scenario.BuiltInNames)}";
                return null;
            }

            return Scenario.Parse(File.ReadAllText(nameOrFile), nameOrFile);
        }
        catch (ScenarioException wrong)
        {
            error = wrong.Message;
        }
        catch (IOException unreadable)
        {
            error = $"--scenario: {unreadable.Message}";
        }

        return null;
    }
}

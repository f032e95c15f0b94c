using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NanoCharger.Bay;

namespace NanoCharger.Bench;

/// <summary>Connects this terminal to the charger's serial console, as a technician's cable would; the echo of a secret is stars.</summary>
public sealed class ConsoleView : IRunView
{
    /// <inheritdoc/>
    public void Follow(BenchRun run, RunNews news, Task playing)
    {
        ChargingBay bay = run.Bay;
        Stream terminal = Console.OpenStandardOutput();
        var mask = new SecretMask(StoredSettings.Secrets);
        bay.Console.Output += bytes =>
        {
            terminal.Write(Array.ConvertAll(bytes, value => (byte)mask.Pass((char)value)));
            terminal.Flush();
        };

        // Reading a terminal cannot be broken off, so it has a thread of its own that does not keep the process alive.
        var typist = new Thread(() => Type(bay)) { IsBackground = true, Name = "typist" };
        typist.Start();
        ((IAsyncResult)playing).AsyncWaitHandle.WaitOne();
        Console.WriteLine();
    }

    private static void Type(ChargingBay bay)
    {
        while (Next() is string typed)
        {
            bay.MarkUnreproducible();
            bay.Console.Type(Encoding.UTF8.GetBytes(typed));
        }
    }

    /// <summary>What was typed next; null at the end of the input.</summary>
    private static string? Next()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() is string line ? line + "\r" : null;
        }

        char key = Console.ReadKey(intercept: true).KeyChar;
        return key == '\0' ? string.Empty : key.ToString();
    }
}

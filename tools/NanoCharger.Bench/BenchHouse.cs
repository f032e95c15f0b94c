using System;
using System.IO;
using System.Threading;
using NanoCharger.Backend;
using NanoCharger.Backend.Hosting;

namespace NanoCharger.Bench;

/// <summary>The demo house of a run: twelve bays with the charges of two months, and the station of the run hangs in a thirteenth. Its pages live by the bay's clock.</summary>
public sealed class BenchHouse : IDisposable
{
    /// <summary>File of the house's database, in the run's folder.</summary>
    public const string FileName = "house.db";

    private const int Days = 62;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DemoProgram _program;

    private BenchHouse(DemoProgram program)
    {
        _program = program;
    }

    /// <summary>Where the pages are.</summary>
    public string Address => _program.Address;

    /// <summary>How the house's manager signs in.</summary>
    public string SignIn => _program.Mail + ", " + _program.Password;

    /// <summary>The backend that serves.</summary>
    public PaymentBackend Backend => _program.Backend;

    /// <summary>Fills the house and opens its pages.</summary>
    /// <param name="file">File of the database; one of an earlier run is replaced.</param>
    /// <param name="broker">The broker of the run, mqtt://host:port.</param>
    /// <param name="clock">The true time of the run.</param>
    /// <param name="change">What the backend's options are otherwise.</param>
    /// <exception cref="IOException">The database cannot be used, or the backend comes to no broker.</exception>
    public static BenchHouse Open(string file, string broker, TimeProvider clock, Func<BackendOptions, BackendOptions> change)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(file + suffix);
        }

        try
        {
            BenchHouse house = new(DemoProgram.Start(new DemoPlace(file, broker, Days), clock, change, Console.Error.WriteLine).GetAwaiter().GetResult());
            if (!SpinWait.SpinUntil(() => house.Backend.IsConnected, Patience))
            {
                house.Dispose();
                throw new IOException("The house's backend does not come to the broker " + broker + ".");
            }

            return house;
        }
        catch (InvalidDataException problem)
        {
            throw new IOException(problem.Message, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _program.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}

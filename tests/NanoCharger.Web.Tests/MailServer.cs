using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace NanoCharger.Web.Tests
{
    /// <summary>A mail server that takes whatever comes, on loopback.</summary>
    internal sealed class MailServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        internal MailServer()
        {
            _listener.Start();
            _ = Accept();
        }

        internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        /// <summary>What came, as it was sent.</summary>
        internal ConcurrentQueue<string> Mails { get; } = new();

        public void Dispose()
        {
            _listener.Dispose();
        }

        private async Task Accept()
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync();
                    await Serve(client);
                }
            }
            catch (SocketException)
            {
                // It was closed.
            }
            catch (ObjectDisposedException)
            {
                // It was closed.
            }
        }

        private async Task Serve(TcpClient client)
        {
            using StreamReader reader = new(client.GetStream(), Encoding.Latin1);
            await using StreamWriter writer = new(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 here");
            while (await reader.ReadLineAsync() is { } line && !line.StartsWith("QUIT", StringComparison.Ordinal))
            {
                if (line != "DATA")
                {
                    await writer.WriteLineAsync("250 well");
                    continue;
                }

                await writer.WriteLineAsync("354 go on");
                StringBuilder mail = new();
                while (await reader.ReadLineAsync() is { } text && text != ".")
                {
                    mail.AppendLine(text);
                }

                Mails.Enqueue(mail.ToString());
                await writer.WriteLineAsync("250 taken");
            }
        }
    }
}

using System;
using System.Net;
using System.Net.Mail;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoCharger.Backend.Hosting;

namespace NanoCharger.Backend.People
{
    /// <summary>Posts mails one after the other, behind the answers: how long one takes, or that there is nobody to post to, is seen by nobody.</summary>
    internal sealed class Mailer(IOptions<BackendSettings> settings, IServiceScopeFactory scopes, ILogger<Mailer> log) : BackgroundService
    {
        /// <summary>What waits; more is told to the log and dropped.</summary>
        private const int MostWaiting = 1_000;

        private const int TimeoutMs = 20_000;

        private readonly Channel<Func<IServiceProvider, Task<Letter?>>> _letters = Channel.CreateBounded<Func<IServiceProvider, Task<Letter?>>>(MostWaiting);

        /// <summary>Whether there is a server to post by.</summary>
        internal bool CanPost => settings.Value.Mail.Host.Length > 0;

        /// <summary>Posts a letter, as soon as it is written.</summary>
        /// <param name="write">Writes it, with services of its own, since the request that asked for it is over; null where there is none to post.</param>
        internal void Post(Func<IServiceProvider, Task<Letter?>> write)
        {
            if (!_letters.Writer.TryWrite(write))
            {
                log.NotPosted("too many wait");
            }
        }

        /// <inheritdoc/>
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await foreach (Func<IServiceProvider, Task<Letter?>> write in _letters.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                    if (await write(scope.ServiceProvider) is { } letter)
                    {
                        await Send(letter, stoppingToken);
                    }
                }
                catch (Exception problem) when (problem is not OperationCanceledException)
                {
                    // The address stays out of the log: it is somebody's.
                    log.NotPosted(problem.GetType().Name + ": " + (problem is SmtpException smtp ? smtp.StatusCode.ToString() : problem.Message));
                }
            }
        }

        private async Task Send(Letter letter, CancellationToken cancel)
        {
            MailSettings mail = settings.Value.Mail;
            using SmtpClient client = new(mail.Host, mail.Port) { EnableSsl = mail.Tls, Timeout = TimeoutMs };
            if (mail.User.Length > 0)
            {
                client.Credentials = new NetworkCredential(mail.User, mail.Password);
            }

            using MailMessage message = new(mail.From, letter.To, letter.Subject, letter.Text);
            await client.SendMailAsync(message, cancel).WaitAsync(TimeSpan.FromMilliseconds(TimeoutMs), cancel);
        }
    }

    /// <summary>A mail.</summary>
    /// <param name="To">To whom.</param>
    /// <param name="Subject">Its subject.</param>
    /// <param name="Text">Its text.</param>
    internal sealed record Letter(string To, string Subject, string Text);
}

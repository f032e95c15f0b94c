using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Stripe;

namespace NanoCharger.Backend.Payments.Cards
{
    /// <summary>Asks Stripe, and tells a no from no answer.</summary>
    /// <remarks>Nothing of Stripe's own text, nor of what its library threw, is passed on: keys, client secrets and addresses of pages stand in it.</remarks>
    internal static class StripeAnswers
    {
        /// <summary>How often an error that is only repeated is asked anew, under a further key.</summary>
        private const int MostTurns = 10;

        /// <summary>Codes, parameters and ids are shorter.</summary>
        private const int LongestWord = 80;

        /// <summary>Reads.</summary>
        /// <param name="what">What is done, for the line.</param>
        /// <param name="ask">Asks.</param>
        /// <param name="cancel">The caller's.</param>
        /// <param name="ofAccount">It is of a manager's account: one that is forbidden is his trouble, and nobody else's.</param>
        internal static async Task<T> Read<T>(string what, Func<Task<T>> ask, CancellationToken cancel, bool ofAccount = false)
            where T : IStripeEntity
        {
            return await Ask(what, ask, cancel, ofAccount: ofAccount);
        }

        /// <summary>Writes, once for a key.</summary>
        /// <remarks>Stripe keeps errors under a key too, for a day: whoever asks again hears the old 500, though nothing was done. So what is only repeated is asked under the next key of a row.
        /// What may be done once is guarded by Stripe's own state then: an intent is captured or cancelled once, a charge refunded once; and a page that nobody was told of is paid by nobody.</remarks>
        internal static async Task<T> Write<T>(string what, string key, Func<RequestOptions, Task<T>> ask, CancellationToken cancel)
            where T : IStripeEntity
        {
            for (int turn = 1; ; turn++)
            {
                RequestOptions options = new() { IdempotencyKey = turn == 1 ? key : $"{key}:{turn}" };
                try
                {
                    return await Ask(what, () => ask(options), cancel, turn < MostTurns);
                }
                catch (StripeException problem) when (IsRepeated(problem))
                {
                }
            }
        }

        /// <param name="what">What is done, for the line.</param>
        /// <param name="ask">Asks.</param>
        /// <param name="cancel">The caller's.</param>
        /// <param name="passRepeated">An error that is only repeated comes out as it is.</param>
        /// <param name="ofAccount">It is of a manager's account.</param>
        private static async Task<T> Ask<T>(string what, Func<Task<T>> ask, CancellationToken cancel, bool passRepeated = false, bool ofAccount = false)
            where T : IStripeEntity
        {
            try
            {
                return await ask();
            }
            catch (StripeException problem) when (!passRepeated || !IsRepeated(problem))
            {
                throw Read(what, problem, ofAccount);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new ProviderException($"{what}: Stripe has not answered in time", false);
            }
            catch (HttpRequestException problem)
            {
                throw new ProviderException($"{what}: Stripe is not reached ({problem.HttpRequestError})", false);
            }
            catch (Exception problem) when (problem is IOException or JsonException or NullReferenceException or InvalidOperationException or FormatException)
            {
                // The library trusts that an answer is an object of the kind that was asked for.
                throw Unreadable(what, null);
            }
        }

        private static ProviderException Read(string what, StripeException problem, bool ofAccount)
        {
            if (problem.StripeError?.Type is not { } type)
            {
                return Unreadable(what, problem);
            }

            string about = $"parameter {Word(problem.StripeError.Param)}, request {Word(problem.StripeResponse?.RequestId)}";
            string line = $"{what}: Stripe says {(int)problem.HttpStatusCode} {Word(type)}/{Word(problem.StripeError.Code)}, {about}";
            return problem.HttpStatusCode switch
            {
                HttpStatusCode.Forbidden when ofAccount => new ProviderException(line + ": this account is not ours, or not any more", true),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ProviderException(line + ": our key is wrong, or may not do this", false),
                HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests => new ProviderException(line, false) { IsBusy = true },
                >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new ProviderException(line, true),
                _ => new ProviderException(line, false),
            };
        }

        /// <summary>A word of somebody else's on the way is no word of Stripe's, whatever its number.</summary>
        private static ProviderException Unreadable(string what, StripeException? problem)
        {
            string request = problem is null ? "" : $", {(int)problem.HttpStatusCode}, request {Word(problem.StripeResponse?.RequestId)}";
            return new ProviderException($"{what}: Stripe's answer cannot be read{request}", false);
        }

        private static bool IsRepeated(StripeException problem)
        {
            return problem.StripeResponse?.Headers is { } headers && headers.TryGetValues("Idempotent-Replayed", out var said) && said.Contains("true");
        }

        /// <summary>Letters, digits and what parameters are made of; what is anything else is not repeated.</summary>
        private static string Word(string? word)
        {
            return word is null ? "none"
                : word.Length <= LongestWord && word.All(static sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '.' or '[' or ']' or '-') && !IsSecret(word) ? word : "?";
        }

        private static bool IsSecret(string word)
        {
            return word.Contains("secret", StringComparison.OrdinalIgnoreCase) || word.StartsWith("sk_", StringComparison.Ordinal) || word.StartsWith("rk_", StringComparison.Ordinal)
                || word.StartsWith("whsec_", StringComparison.Ordinal);
        }
    }
}

#nullable enable
using System;
using System.Globalization;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>Turns refusals of the server (RFC 9457) into errors for the user.</summary>
    internal static class ProblemDetails
    {
        private const int MostBytes = 64 * 1024;

        /// <summary>The error that a refusal says.</summary>
        /// <param name="reply">An answer that is no success.</param>
        /// <param name="kind">Kind of failure; by the status if null.</param>
        public static async Task<GaitboxException> ReadAsync(HttpReply reply, Failure? kind = null)
        {
            JsonObject details = await DetailsAsync(reply).ConfigureAwait(false);
            return Of(reply.Status, details, kind, reply.Header("Retry-After"));
        }

        /// <summary>The error that problem details say.</summary>
        /// <param name="status">Status code.</param>
        /// <param name="details">The members of the problem; may be empty.</param>
        /// <param name="kind">Kind of failure; by the status if null.</param>
        /// <param name="retryAfter">The header Retry-After, in seconds; may be empty.</param>
        public static GaitboxException Of(
            int status, JsonObject details, Failure? kind = null, string retryAfter = "")
        {
            Failure failure = kind ?? KindOf(status);
            if (failure == Failure.NotPaired)
            {
                return Problems.NotPaired();
            }
            if (status == 421)
            {
                return new GaitboxException(
                    "The laptop does not know this address as its own.",
                    "Search for it again: its address has probably changed.",
                    Failure.Unreachable);
            }
            string sentence = details.Text("detail", details.Text("title"));
            double? tries = details.Number("tries_left");
            return new GaitboxException(
                sentence.Length > 0 ? sentence : "The laptop refused this (" + status + ").",
                details.Text("remedy"),
                failure)
            {
                RetryAfter = Seconds(retryAfter),
                TriesLeft = tries >= 0 && tries < 1000 ? (int?)tries : null,
            };
        }

        private static Failure KindOf(int status)
        {
            switch (status)
            {
                case 400:
                case 413:
                case 415:
                case 422:
                    return Failure.BadInput;
                case 401:
                    return Failure.NotPaired;
                case 404:
                    return Failure.NotFound;
                case 429:
                    return Failure.Locked;
                default:
                    return Failure.Other;
            }
        }

        private static TimeSpan? Seconds(string text)
        {
            bool read = int.TryParse(
                text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds);
            return read ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        }

        private static async Task<JsonObject> DetailsAsync(HttpReply reply)
        {
            string text = await reply.ReadTextAsync(MostBytes).ConfigureAwait(false);
            try
            {
                return JsonReader.Read(text) as JsonObject ?? new JsonObject();
            }
            catch (FormatException)
            {
                return new JsonObject(); // the status is all there is to say
            }
        }
    }
}

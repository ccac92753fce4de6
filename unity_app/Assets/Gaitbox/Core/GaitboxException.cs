#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// The one error that a user meets: a sentence, and what to do about it. Neither holds a
    /// prompt, a code, a secret or a token.
    /// </summary>
    public sealed class GaitboxException : Exception
    {
        /// <summary>An error for the user.</summary>
        /// <param name="sentence">What happened, in one sentence a therapist understands.</param>
        /// <param name="remedy">What to do about it, in one sentence; may be empty.</param>
        /// <param name="kind">What kind of failure it is.</param>
        /// <param name="cause">What was thrown underneath, for the log.</param>
        public GaitboxException(
            string sentence,
            string remedy = "",
            Failure kind = Failure.Other,
            Exception? cause = null)
            : base(remedy.Length == 0 ? sentence : sentence + " " + remedy, cause)
        {
            Sentence = sentence;
            Remedy = remedy;
            Kind = kind;
        }

        /// <summary>What happened.</summary>
        public string Sentence { get; }

        /// <summary>What to do about it; may be empty.</summary>
        public string Remedy { get; }

        /// <summary>What kind of failure it is.</summary>
        public Failure Kind { get; }

        /// <summary>How long to wait before the next try; null where the server said nothing.</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>Tries that are left before pairing is locked; null where it is not about a code.</summary>
        public int? TriesLeft { get; init; }
    }
}

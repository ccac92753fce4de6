#nullable enable
using System;
using Gaitbox.Core;

namespace Gaitbox.Presenters
{
    /// <summary>What the prompt panel shows: a sentence, how far its walk is, or what went wrong.</summary>
    public sealed class PromptScreen
    {
        /// <summary>Longest sentence that the server takes, characters.</summary>
        public const int MostCharacters = 500;

        private const string Invitation = "Speak or type what the patient does, or take an example.";

        /// <summary>Told that something of it changed.</summary>
        public event Action? Changed;

        /// <summary>The sentence; empty before the first.</summary>
        public string Prompt { get; private set; } = "";

        /// <summary>Whether a walk is being made.</summary>
        public bool Making { get; private set; }

        /// <summary>Share of the work that is done, 0 to 1.</summary>
        public double Fraction { get; private set; }

        /// <summary>What to tell the user.</summary>
        public string Message { get; private set; } = Invitation;

        /// <summary>
        /// Takes a sentence: trimmed, on one line, and cut to what the server takes.
        /// </summary>
        /// <returns>Whether there is something to make.</returns>
        public bool Take(string text)
        {
            string line = text.Replace('\r', ' ').Replace('\n', ' ').Trim();
            Prompt = line.Length > MostCharacters ? line.Substring(0, MostCharacters).Trim() : line;
            if (Prompt.Length == 0)
            {
                Say(Invitation);
            }
            return Prompt.Length > 0;
        }

        /// <summary>The making began.</summary>
        public void Begin()
        {
            Making = true;
            Fraction = 0;
            Say("Making the walk");
        }

        /// <summary>The making goes on.</summary>
        public void Report(GenerationProgress progress)
        {
            if (!Making)
            {
                return;
            }
            Fraction = Math.Min(Math.Max(progress.Fraction, Fraction), 1);
            string left = Remaining(progress.EtaSeconds);
            Say(left.Length == 0 ? progress.Message : progress.Message + ", " + left);
        }

        /// <summary>The walk is there.</summary>
        public void Done()
        {
            Making = false;
            Say(Invitation);
        }

        /// <summary>It went wrong; the sentence stays, so that nothing is lost.</summary>
        public void Fail(GaitboxException error)
        {
            Making = false;
            Say(error.Remedy.Length == 0 ? error.Sentence : error.Sentence + "\n" + error.Remedy);
        }

        /// <summary>What is left to wait, in rough words; empty if it cannot be told.</summary>
        public static string Remaining(double? seconds)
        {
            if (seconds is not double left || double.IsNaN(left) || double.IsInfinity(left))
            {
                return "";
            }
            if (left < 1.5)
            {
                return "nearly done";
            }
            return left < 90
                ? "about " + Math.Round(left) + " s left"
                : "about " + Math.Round(left / 60) + " min left";
        }

        private void Say(string message)
        {
            Message = message;
            Changed?.Invoke();
        }
    }
}

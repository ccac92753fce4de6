#nullable enable
using System;

namespace Gaitbox.Presenters
{
    /// <summary>Colours and words of impairment: those of the page on the laptop.</summary>
    public static class Severity
    {
        /// <summary>Below this score a region counts as not impaired and keeps its own colour.</summary>
        public const double Visible = 0.05;

        // Light amber to deep red as sRGB, ordered in lightness so that it reads without colour vision.
        private static readonly double[][] Ramp =
        {
            new double[] { 246, 197, 92 },
            new double[] { 232, 122, 56 },
            new double[] { 186, 32, 52 },
        };

        /// <summary>Colour of a score from 0 to 1.</summary>
        public static Rgb Colour(double score)
        {
            double place = Math.Min(Math.Max(score, 0), 1) * (Ramp.Length - 1);
            int index = Math.Min((int)place, Ramp.Length - 2);
            double share = place - index;
            return Rgb.FromSrgb(Mix(index, 0, share), Mix(index, 1, share), Mix(index, 2, share));
        }

        /// <summary>The word a therapist would use for a score.</summary>
        public static string Word(double score)
        {
            if (score < Visible)
            {
                return "none";
            }
            return score < 0.34 ? "slight" : score < 0.67 ? "moderate" : "marked";
        }

        private static double Mix(int index, int channel, double share)
        {
            double low = Ramp[index][channel];
            return Math.Round(low + (Ramp[index + 1][channel] - low) * share);
        }
    }
}

#nullable enable
using System;
using System.Collections.Generic;
using Gaitbox.Core;

namespace Gaitbox.Presenters
{
    /// <summary>One line of the panel beside the patient.</summary>
    public readonly struct CheckLine
    {
        /// <summary>A line from its texts.</summary>
        public CheckLine(string name, string requested, string measured, bool met)
        {
            Name = name;
            Requested = requested;
            Measured = measured;
            Met = met;
        }

        /// <summary>What is checked.</summary>
        public string Name { get; }

        /// <summary>What was asked for.</summary>
        public string Requested { get; }

        /// <summary>What the motion shows.</summary>
        public string Measured { get; }

        /// <summary>Whether it is met.</summary>
        public bool Met { get; }
    }

    /// <summary>What was requested, what was measured, and which regions deviate, as texts.</summary>
    public sealed class ChecksTable
    {
        /// <summary>The table of a motion.</summary>
        /// <param name="motion">The motion.</param>
        /// <param name="mostLines">Most checks that there is room for.</param>
        /// <param name="mostRegions">Most regions that there is room for.</param>
        public ChecksTable(Motion motion, int mostLines, int mostRegions)
        {
            Title = motion.Prompt;
            Statement = motion.Statement;
            int met = 0;
            var lines = new List<CheckLine>();
            foreach (MotionCheck check in motion.Checks)
            {
                met += check.Met ? 1 : 0;
                string requested = Quantity.Requested(check.Requested, check.Unit);
                string measured = Quantity.Text(check.Measured, check.Unit);
                lines.Add(new CheckLine(check.Name, requested, measured, check.Met));
            }
            // What is unmet must not fall off the end of the panel.
            List<CheckLine> ordered = lines.FindAll(line => !line.Met);
            ordered.AddRange(lines.FindAll(line => line.Met));
            Hidden = Math.Max(ordered.Count - mostLines, 0);
            Lines = ordered.GetRange(0, ordered.Count - Hidden);
            Summary = SummaryOf(met, ordered.Count, Hidden);
            Regions = RegionsOf(motion.Regions, mostRegions);
        }

        /// <summary>The sentence that the motion was made of.</summary>
        public string Title { get; }

        /// <summary>How many checks are met.</summary>
        public string Summary { get; }

        /// <summary>The checks, unmet ones first.</summary>
        public IReadOnlyList<CheckLine> Lines { get; }

        /// <summary>How many checks there was no room for.</summary>
        public int Hidden { get; }

        /// <summary>Regions that deviate, a line each, such as "left shank: marked".</summary>
        public IReadOnlyList<string> Regions { get; }

        /// <summary>What stands on every page: a teaching aid.</summary>
        public string Statement { get; }

        private static string SummaryOf(int met, int count, int hidden)
        {
            if (count == 0)
            {
                return "Nothing was asked for that can be measured.";
            }
            string more = hidden == 0 ? "" : "; " + hidden + " more on the laptop";
            return met + " of " + count + " requested are met" + more;
        }

        private static IReadOnlyList<string> RegionsOf(IReadOnlyList<ImpairedRegion> regions, int most)
        {
            var lines = new List<string>();
            foreach (ImpairedRegion region in regions)
            {
                if (region.Score >= Severity.Visible && lines.Count < most)
                {
                    string name = region.Region.Replace('_', ' ');
                    lines.Add(name + ": " + Severity.Word(region.Score));
                }
            }
            return lines;
        }
    }
}

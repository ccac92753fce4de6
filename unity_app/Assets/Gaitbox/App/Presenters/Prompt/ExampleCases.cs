#nullable enable
using System.Collections.Generic;

namespace Gaitbox.Presenters
{
    /// <summary>A sentence to start from.</summary>
    public readonly struct ExampleCase
    {
        /// <summary>An example from its texts.</summary>
        public ExampleCase(string label, string prompt)
        {
            Label = label;
            Prompt = prompt;
        }

        /// <summary>What one sees, and what the clinic calls it.</summary>
        public string Label { get; }

        /// <summary>The sentence.</summary>
        public string Prompt { get; }
    }

    /// <summary>Cases that a teacher begins with; each is one tap.</summary>
    public static class ExampleCases
    {
        /// <summary>All of them.</summary>
        public static readonly IReadOnlyList<ExampleCase> All = new[]
        {
            new ExampleCase("Normal walking", "A woman walks normally at her usual speed."),
            new ExampleCase(
                "Painful limp, right (antalgic)",
                "A man walks with a limp due to pain in his right leg."),
            new ExampleCase(
                "Stroke, left leg circumducts (hemiplegic)",
                "A stroke patient swings the left leg outward."),
            new ExampleCase(
                "Pelvis drops (Trendelenburg, right)",
                "Uncompensated Trendelenburg gait on the right."),
            new ExampleCase(
                "Foot drop, right (steppage)",
                "Right foot drop with a high steppage gait."),
            new ExampleCase(
                "Knee stays straight, left",
                "A woman walks with a stiff left knee."),
            new ExampleCase(
                "Shuffling (parkinsonian)",
                "An old man walks with a parkinsonian shuffle."),
            new ExampleCase(
                "Unsteady, wide (ataxic)",
                "A woman walks with a severe ataxic gait."),
        };
    }
}

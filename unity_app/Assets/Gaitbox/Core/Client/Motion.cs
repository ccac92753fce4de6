#nullable enable
using System.Collections.Generic;

namespace Gaitbox.Core
{
    /// <summary>A motion of the server's library.</summary>
    public sealed record Motion
    {
        /// <summary>Id at the server.</summary>
        public string Id { get; init; } = "";

        /// <summary>The sentence that it was made of; it is also its title.</summary>
        public string Prompt { get; init; } = "";

        /// <summary>Length, s.</summary>
        public double Seconds { get; init; }

        /// <summary>Frames per second.</summary>
        public double Fps { get; init; }

        /// <summary>Whether it walks in place and its last frame goes on into its first.</summary>
        public bool Loop { get; init; }

        /// <summary>Avatar, such as "adult_man"; empty if not told.</summary>
        public string Avatar { get; init; } = "";

        /// <summary>When it was made, as ISO 8601; empty if not told.</summary>
        public string Created { get; init; } = "";

        /// <summary>What was asked for against what the motion shows.</summary>
        public IReadOnlyList<MotionCheck> Checks { get; init; } = new MotionCheck[0];

        /// <summary>Body regions that deviate, strongest first.</summary>
        public IReadOnlyList<ImpairedRegion> Regions { get; init; } = new ImpairedRegion[0];

        /// <summary>What the sentence left open and was filled in, a sentence each.</summary>
        public IReadOnlyList<string> Assumptions { get; init; } = new string[0];

        /// <summary>Words of the sentence that were not understood.</summary>
        public IReadOnlyList<string> NotUnderstood { get; init; } = new string[0];

        /// <summary>Wishes of the sentence that exclude each other, and what is shown.</summary>
        public IReadOnlyList<string> Contradictions { get; init; } = new string[0];

        /// <summary>What stands on every page: a teaching aid, not for diagnosis or treatment.</summary>
        public string Statement { get; init; } = "";
    }

    /// <summary>One requested element of a walk and what the motion shows.</summary>
    /// <param name="Name">What is checked, in words.</param>
    /// <param name="Requested">The limit in words.</param>
    /// <param name="Measured">The value; null where the motion does not show it.</param>
    /// <param name="Unit">Unit of the value; may be empty.</param>
    /// <param name="Met">Whether the motion does what was asked for.</param>
    public sealed record MotionCheck(
        string Name,
        string Requested,
        double? Measured,
        string Unit,
        bool Met);

    /// <summary>A body region that deviates from healthy walking.</summary>
    /// <param name="Region">Its name, such as "left_shank"; a material of the GLB has it too.</param>
    /// <param name="Score">0 (as healthy walkers) to 1 (as in a severe form).</param>
    /// <param name="Why">The reasons, in words.</param>
    public sealed record ImpairedRegion(string Region, double Score, string Why);
}

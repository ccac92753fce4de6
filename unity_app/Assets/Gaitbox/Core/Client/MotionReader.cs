#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;

namespace Gaitbox.Core
{
    /// <summary>Reads motions and progress out of the server's JSON.</summary>
    internal static class MotionReader
    {
        /// <summary>A motion.</summary>
        /// <exception cref="FormatException">It has no id.</exception>
        public static Motion Motion(JsonObject data)
        {
            string id = data.Text("id");
            if (id.Length == 0)
            {
                throw new FormatException("a motion has no id");
            }
            JsonObject intent = data.Object("intent") ?? new JsonObject();
            return new Motion
            {
                Id = id,
                Prompt = data.Text("prompt"),
                Seconds = data.Number("seconds") ?? 0,
                Fps = data.Number("fps") ?? 0,
                Loop = data.Flag("loop"),
                Avatar = data.Text("avatar"),
                Created = data.Words("created"),
                Checks = data.Objects("checks").Select(Check).ToArray(),
                Regions = data.Objects("impaired_regions").Select(Region).ToArray(),
                Assumptions = data.Texts("assumptions"),
                NotUnderstood = intent.Texts("not_understood"),
                Contradictions = intent.Texts("contradictions"),
                Statement = data.Text("statement"),
            };
        }

        /// <summary>The motions of a list or of a finished job.</summary>
        public static IReadOnlyList<Motion> Motions(JsonObject data) =>
            data.Objects("motions").Select(Motion).ToArray();

        /// <summary>The first of some motions.</summary>
        /// <exception cref="FormatException">There is none.</exception>
        public static Motion First(JsonObject data)
        {
            IReadOnlyList<Motion> motions = Motions(data);
            return motions.Count > 0 ? motions[0] : throw new FormatException("there is no motion");
        }

        /// <summary>How far a request is.</summary>
        public static GenerationProgress Progress(JsonObject data)
        {
            double fraction = data.Number("fraction") ?? 0;
            return new GenerationProgress(
                data.Text("stage"),
                Math.Min(1, Math.Max(0, fraction)),
                data.Number("eta_seconds"),
                data.Text("message"));
        }

        private static MotionCheck Check(JsonObject data)
        {
            return new MotionCheck(
                data.Text("label", data.Text("name")),
                data.Words("requested"),
                data.Number("measured"),
                data.Text("unit"),
                data.Flag("met"));
        }

        private static ImpairedRegion Region(JsonObject data)
        {
            double score = data.Number("score") ?? 0;
            return new ImpairedRegion(
                data.Text("region"), Math.Min(1, Math.Max(0, score)), data.Text("why"));
        }
    }
}

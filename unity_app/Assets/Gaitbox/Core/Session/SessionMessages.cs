#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>Reads and writes the messages of the live session (PROTOCOL.md).</summary>
    internal static class SessionMessages
    {
        /// <summary>Version of the session's protocol that this app speaks.</summary>
        public const int Protocol = 1;

        private const long MostSeq = 1L << 53;
        private const double MostSpeed = 16;

        /// <summary>A ping for the clock.</summary>
        public static string Ping(long id) =>
            new JsonWriter().Begin().Text("type", "ping").Number("id", id).End().ToString();

        /// <summary>A state.</summary>
        /// <exception cref="FormatException">It is not one.</exception>
        public static SessionState State(JsonObject? data)
        {
            if (data == null)
            {
                throw new FormatException("there is no state");
            }
            return new SessionState(
                (long)Number(data, "seq", 0, MostSeq),
                data.Value("motion") == null ? null : Text(data, "motion"),
                Flag(data, "playing"),
                Number(data, "position", 0, double.MaxValue),
                Number(data, "at", double.MinValue, double.MaxValue),
                Number(data, "speed", 0, MostSpeed),
                Flag(data, "loop"),
                Flag(data, "highlight"),
                Text(data, "travel") == "travelling");
        }

        /// <summary>A number that must be there.</summary>
        /// <exception cref="FormatException">It is not, or out of its range.</exception>
        public static double Number(JsonObject data, string name, double least, double most)
        {
            double? number = data.Number(name);
            return number >= least && number <= most
                ? number.Value
                : throw new FormatException("no number: " + name);
        }

        private static bool Flag(JsonObject data, string name) =>
            data.Value(name) as bool? ?? throw new FormatException("no truth value: " + name);

        private static string Text(JsonObject data, string name) =>
            data.Value(name) as string ?? throw new FormatException("no text: " + name);
    }
}

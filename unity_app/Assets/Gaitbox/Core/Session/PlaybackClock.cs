#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>The server's clock as seen from here, and positions in a motion by it.</summary>
    public sealed class PlaybackClock
    {
        /// <summary>Whether there is a measurement yet.</summary>
        public bool IsSet => throw new NotImplementedException();

        /// <summary>Server's clock minus this one, ms; 0 without a measurement.</summary>
        public double OffsetMs => throw new NotImplementedException();

        /// <summary>Round trip of the measurement that counts, ms; infinite without one.</summary>
        public double RoundTripMs => throw new NotImplementedException();

        /// <summary>
        /// Adds a measurement: of the latest ones, that with the shortest round trip counts
        /// (as NTP does, RFC 5905).
        /// </summary>
        /// <param name="sentMs">This clock when the ping left.</param>
        /// <param name="receivedMs">This clock when the answer came.</param>
        /// <param name="serverMs">Server's clock in the answer.</param>
        public void Add(double sentMs, double receivedMs, double serverMs)
        {
            throw new NotImplementedException();
        }

        /// <summary>Where a motion is at a moment of this clock.</summary>
        /// <param name="state">What the teacher shows.</param>
        /// <param name="nowMs">This clock.</param>
        /// <param name="durationSeconds">Length of the motion, s.</param>
        /// <returns>Position from 0 to the length, s.</returns>
        public double Position(SessionState state, double nowMs, double durationSeconds)
        {
            throw new NotImplementedException();
        }
    }
}

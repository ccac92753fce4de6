#nullable enable
using System;
using System.Collections.Generic;

namespace Gaitbox.Core
{
    /// <summary>The server's clock as seen from here, and positions in a motion by it.</summary>
    public sealed class PlaybackClock
    {
        /// <summary>Measurements that are kept: 16 s of pings.</summary>
        private const int Kept = 8;

        private readonly object _lock = new object();
        private readonly Queue<(double RoundTrip, double Offset)> _latest =
            new Queue<(double RoundTrip, double Offset)>();

        private double _roundTripMs = double.PositiveInfinity;
        private double _offsetMs;

        /// <summary>Whether there is a measurement yet.</summary>
        public bool IsSet => !double.IsInfinity(RoundTripMs);

        /// <summary>Server's clock minus this one, ms; 0 without a measurement.</summary>
        public double OffsetMs
        {
            get
            {
                lock (_lock)
                {
                    return _offsetMs;
                }
            }
        }

        /// <summary>Round trip of the measurement that counts, ms; infinite without one.</summary>
        public double RoundTripMs
        {
            get
            {
                lock (_lock)
                {
                    return _roundTripMs;
                }
            }
        }

        /// <summary>
        /// Adds a measurement: of the latest ones, that with the shortest round trip counts
        /// (as NTP does, RFC 5905).
        /// </summary>
        /// <param name="sentMs">This clock when the ping left.</param>
        /// <param name="receivedMs">This clock when the answer came.</param>
        /// <param name="serverMs">Server's clock in the answer.</param>
        public void Add(double sentMs, double receivedMs, double serverMs)
        {
            lock (_lock)
            {
                Put(sentMs, receivedMs, serverMs);
            }
        }

        /// <summary>
        /// Forgets all measurements but this one: behind a new connection there may be another
        /// clock.
        /// </summary>
        /// <param name="sentMs">This clock when something was asked.</param>
        /// <param name="receivedMs">This clock when the answer came.</param>
        /// <param name="serverMs">Server's clock in the answer.</param>
        public void Restart(double sentMs, double receivedMs, double serverMs)
        {
            lock (_lock)
            {
                _latest.Clear();
                Put(sentMs, receivedMs, serverMs);
            }
        }

        /// <summary>Where a motion is at a moment of this clock.</summary>
        /// <param name="state">What the teacher shows.</param>
        /// <param name="nowMs">This clock.</param>
        /// <param name="durationSeconds">Length of the motion, s.</param>
        /// <returns>Position from 0 to the length, s.</returns>
        public double Position(SessionState state, double nowMs, double durationSeconds)
        {
            if (!(durationSeconds > 0))
            {
                return 0;
            }
            double position = state.Position;
            if (state.Playing && IsSet)
            {
                double gone = Math.Max(0, nowMs + OffsetMs - state.At) / 1000;
                position += state.Speed * gone;
                if (state.Loop)
                {
                    position -= Math.Floor(position / durationSeconds) * durationSeconds;
                }
            }
            return Math.Min(durationSeconds, Math.Max(0, position));
        }

        private void Put(double sentMs, double receivedMs, double serverMs)
        {
            double roundTrip = receivedMs - sentMs;
            double offset = serverMs - ((sentMs + receivedMs) / 2);
            if (roundTrip < 0 || double.IsNaN(offset) || double.IsInfinity(offset))
            {
                return;
            }
            _latest.Enqueue((roundTrip, offset));
            if (_latest.Count > Kept)
            {
                _latest.Dequeue();
            }
            _roundTripMs = double.PositiveInfinity;
            foreach ((double itsRoundTrip, double itsOffset) in _latest)
            {
                if (itsRoundTrip <= _roundTripMs)
                {
                    _roundTripMs = itsRoundTrip;
                    _offsetMs = itsOffset;
                }
            }
        }
    }
}

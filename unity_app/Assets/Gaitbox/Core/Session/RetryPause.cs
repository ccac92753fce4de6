#nullable enable
using System;
using System.Security.Cryptography;

namespace Gaitbox.Core
{
    /// <summary>
    /// Growing pauses between tries to connect: 0.5 s doubling to 8 s (PROTOCOL.md), each drawn
    /// from its upper half, so that a class of headsets does not come back at the same instant.
    /// </summary>
    internal sealed class RetryPause
    {
        private const double FirstSeconds = 0.5;
        private const double LongestSeconds = 8;

        private readonly Func<double> _random;
        private double _seconds = FirstSeconds;

        /// <summary>Pauses.</summary>
        /// <param name="random">Gives a number from 0 to 1; drawn by the system if null.</param>
        public RetryPause(Func<double>? random = null)
        {
            _random = random ?? Draw;
        }

        /// <summary>The next pause.</summary>
        public TimeSpan Next()
        {
            double seconds = _seconds * (0.5 + (0.5 * _random()));
            _seconds = Math.Min(LongestSeconds, 2 * _seconds);
            return TimeSpan.FromSeconds(seconds);
        }

        /// <summary>It went well: the next pause is short again.</summary>
        public void Reset() => _seconds = FirstSeconds;

        private static double Draw()
        {
            var bytes = new byte[2];
            using var random = RandomNumberGenerator.Create();
            random.GetBytes(bytes);
            return ((bytes[0] << 8) | bytes[1]) / 65535.0;
        }
    }
}

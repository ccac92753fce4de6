#nullable enable
using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>The real time.</summary>
    public sealed class SystemTime : ITimeSource
    {
        /// <summary>The one that is used where no other is given.</summary>
        public static readonly SystemTime Instance = new SystemTime();

        private SystemTime()
        {
        }

        /// <inheritdoc/>
        public double NowMs => Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;

        /// <inheritdoc/>
        public Task DelayAsync(TimeSpan time, CancellationToken ct) => Task.Delay(time, ct);
    }
}

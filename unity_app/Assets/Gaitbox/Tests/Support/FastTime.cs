#nullable enable
using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core.Tests
{
    /// <summary>
    /// Time in which pauses take a hundredth, and are written down. The clock itself can be put
    /// forward.
    /// </summary>
    internal sealed class FastTime : ITimeSource
    {
        private double _forwardMs;

        /// <summary>All pauses that were asked for.</summary>
        public ConcurrentQueue<TimeSpan> Pauses { get; } = new ConcurrentQueue<TimeSpan>();

        /// <inheritdoc/>
        public double NowMs => SystemTime.Instance.NowMs + Volatile.Read(ref _forwardMs);

        /// <summary>Puts the clock forward.</summary>
        public void Forward(TimeSpan time) =>
            Volatile.Write(ref _forwardMs, _forwardMs + time.TotalMilliseconds);

        /// <inheritdoc/>
        public Task DelayAsync(TimeSpan time, CancellationToken ct)
        {
            Pauses.Enqueue(time);
            return Task.Delay(TimeSpan.FromMilliseconds(1 + (time.TotalMilliseconds / 100)), ct);
        }
    }
}

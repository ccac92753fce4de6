#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;
using Gaitbox.Core;
using Gaitbox.Presenters;

namespace Gaitbox.App.Tests
{
    /// <summary>Time that passes when a test says so.</summary>
    internal sealed class HandTime : ITimeSource
    {
        public double NowMs { get; set; } = 1000;

        public Task DelayAsync(TimeSpan time, CancellationToken ct) => Task.CompletedTask;
    }

    /// <summary>A teacher that shows what a test says.</summary>
    internal sealed class FakeTeacher : ITeacher
    {
        public SessionState? State { get; set; }

        public double Now { get; set; }

        public double PositionNow(double durationSeconds) => Now;

        public static FakeTeacher Showing(string? motion, double now, bool playing = true)
        {
            var state = new SessionState(1, motion, playing, now, 0, 0.5, true, false, true);
            return new FakeTeacher { State = state, Now = now };
        }
    }
}

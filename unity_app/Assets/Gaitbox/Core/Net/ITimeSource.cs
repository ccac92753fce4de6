#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>Time, so that tests can make it pass.</summary>
    public interface ITimeSource
    {
        /// <summary>Milliseconds since an arbitrary moment; never goes back.</summary>
        double NowMs { get; }

        /// <summary>Completes after a while.</summary>
        Task DelayAsync(TimeSpan time, CancellationToken ct);
    }
}

#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// A time limit joined with a caller's wish to give up. Streams and sockets of Unity's Mono do
    /// not look at tokens while they wait, so what is waited for is closed instead.
    /// </summary>
    internal sealed class Deadline : IDisposable
    {
        private readonly TimeSpan _limit;
        private readonly CancellationToken _caller;
        private readonly CancellationTokenSource _over;

        /// <summary>A limit that begins now.</summary>
        public Deadline(TimeSpan limit, CancellationToken caller)
        {
            _limit = limit;
            _caller = caller;
            _over = CancellationTokenSource.CreateLinkedTokenSource(caller);
            _over.CancelAfter(limit);
        }

        /// <summary>Cancelled when the time is over or the caller gave up.</summary>
        public CancellationToken Token => _over.Token;

        /// <summary>Whether the time is over or the caller gave up.</summary>
        public bool IsOver => _over.IsCancellationRequested;

        /// <summary>The time begins anew: something arrived.</summary>
        public void Extend() => _over.CancelAfter(_limit);

        /// <summary>Closes something when the time is over, until the result is disposed of.</summary>
        public IDisposable Closing(IDisposable closed) => _over.Token.Register(closed.Dispose);

        /// <summary>Says why it is over, if it is.</summary>
        /// <exception cref="OperationCanceledException">The caller gave up.</exception>
        /// <exception cref="GaitboxException">The time is over.</exception>
        public void ThrowIfOver()
        {
            _caller.ThrowIfCancellationRequested();
            if (_over.IsCancellationRequested)
            {
                throw Problems.TimedOut();
            }
        }

        /// <summary>Waits for a task that cannot be stopped, at most until the time is over.</summary>
        public async Task<T> Of<T>(Task<T> task)
        {
            Task first = await Task.WhenAny(task, Task.Delay(-1, Token)).ConfigureAwait(false);
            if (first != task)
            {
                _ = task.ContinueWith(late => late.Exception, TaskScheduler.Default);
                ThrowIfOver();
            }
            return await task.ConfigureAwait(false);
        }

        /// <inheritdoc/>
        public void Dispose() => _over.Dispose();
    }
}

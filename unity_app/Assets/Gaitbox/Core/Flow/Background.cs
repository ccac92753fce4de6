#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// Something under way in the background. What it brings is handled by the pump's thread, and
    /// not any more once it was ended.
    /// </summary>
    internal sealed class Background
    {
        private readonly EventPump _pump;
        private readonly CancellationTokenSource _end = new CancellationTokenSource();

        /// <summary>Nothing under way yet.</summary>
        public Background(EventPump pump)
        {
            _pump = pump;
        }

        /// <summary>Cancelled by <see cref="End"/>.</summary>
        public CancellationToken Token => _end.Token;

        /// <summary>Ends it; whatever it still brings is dropped.</summary>
        public void End() => _end.Cancel();

        /// <summary>Has something done by the pump's thread, unless it was ended by then.</summary>
        public void Post(Action action)
        {
            _pump.Post(() =>
            {
                if (!_end.IsCancellationRequested)
                {
                    action();
                }
            });
        }

        /// <summary>Works in the background; one of the two is called by the pump's thread.</summary>
        public void Run<T>(
            Func<CancellationToken, Task<T>> work, Action<T> done, Action<GaitboxException> failed)
        {
            _ = Task.Run(() => RunAsync(work, done, failed));
        }

        private async Task RunAsync<T>(
            Func<CancellationToken, Task<T>> work, Action<T> done, Action<GaitboxException> failed)
        {
            try
            {
                T result = await work(Token).ConfigureAwait(false);
                Post(() => done(result));
            }
            catch (Exception error)
            {
                GaitboxException problem = error as GaitboxException ?? Problems.Broken(error);
                Post(() => failed(problem));
            }
        }
    }
}

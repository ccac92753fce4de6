#nullable enable
using System;
using System.Threading;

namespace Gaitbox.Presenters
{
    /// <summary>Work of which only the newest counts: beginning one gives up the one before.</summary>
    public sealed class Newest : IDisposable
    {
        private CancellationTokenSource? _current;

        /// <summary>Gives up what is under way; the token of what begins now.</summary>
        public CancellationToken Begin()
        {
            Dispose();
            _current = new CancellationTokenSource();
            return _current.Token;
        }

        /// <summary>Gives up what is under way.</summary>
        public void Dispose()
        {
            CancellationTokenSource? last = _current;
            _current = null;
            last?.Cancel();
            last?.Dispose();
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>Progress that is told at once, on the thread where it happens.</summary>
    public sealed class Relay<T> : IProgress<T>
    {
        private readonly Action<T> _tell;

        /// <summary>Progress that calls <paramref name="tell"/>.</summary>
        public Relay(Action<T> tell)
        {
            _tell = tell;
        }

        /// <inheritdoc/>
        public void Report(T value) => _tell(value);
    }
}

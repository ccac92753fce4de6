#nullable enable
using System;
using Gaitbox.Core;

namespace Gaitbox.App
{
    /// <summary>Progress that is told from a background thread and taken on Unity's thread.</summary>
    internal sealed class PumpedProgress<T> : IProgress<T>
    {
        private readonly EventPump _pump;
        private readonly Action<T> _taken;

        public PumpedProgress(EventPump pump, Action<T> taken)
        {
            _pump = pump;
            _taken = taken;
        }

        /// <inheritdoc/>
        public void Report(T value) => _pump.Post(() => _taken(value));
    }
}

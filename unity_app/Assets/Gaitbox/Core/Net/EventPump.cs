#nullable enable
using System;
using System.Collections.Generic;

namespace Gaitbox.Core
{
    /// <summary>
    /// Carries events from background threads to the thread that calls <see cref="Drain"/>: in
    /// Unity once a frame, from Update.
    /// </summary>
    public sealed class EventPump
    {
        private readonly object _lock = new object();
        private Queue<Action> _waiting = new Queue<Action>();
        private Queue<Action> _running = new Queue<Action>();

        /// <summary>Has something done by the next <see cref="Drain"/>; from any thread.</summary>
        public void Post(Action action)
        {
            lock (_lock)
            {
                _waiting.Enqueue(action);
            }
        }

        /// <summary>
        /// Does all that was posted before, in its order, on this thread. What is posted meanwhile
        /// waits for the next time. If an action throws, the rest still waits for the next time.
        /// </summary>
        /// <returns>How many actions were done.</returns>
        public int Drain()
        {
            int done = 0;
            if (_running.Count == 0)
            {
                lock (_lock)
                {
                    (_waiting, _running) = (_running, _waiting);
                }
            }
            while (_running.Count > 0)
            {
                Action action = _running.Dequeue();
                done++;
                action();
            }
            return done;
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// Follows the teacher's session: connects, comes back by itself when the connection is lost,
    /// and knows where the motion is at any moment.
    /// </summary>
    public sealed class SessionFollower : IDisposable
    {
        /// <summary>A follower that does nothing until <see cref="Start"/>.</summary>
        /// <param name="server">The server, with this headset's token.</param>
        /// <param name="pump">Carries the events to the thread that drains it.</param>
        /// <param name="transport">How to connect; TLS over TCP if null.</param>
        /// <param name="time">The time; the real one if null.</param>
        public SessionFollower(
            PairedServer server,
            EventPump pump,
            ITransport? transport = null,
            ITimeSource? time = null)
        {
        }

        /// <summary>The state changed; raised by <see cref="EventPump.Drain"/>.</summary>
        public event Action<SessionState>? StateChanged
        {
            add => throw new NotImplementedException();
            remove => throw new NotImplementedException();
        }

        /// <summary>The connection changed; raised by <see cref="EventPump.Drain"/>.</summary>
        public event Action<SessionLink>? LinkChanged
        {
            add => throw new NotImplementedException();
            remove => throw new NotImplementedException();
        }

        /// <summary>The latest state; null before the first connection.</summary>
        public SessionState? State => throw new NotImplementedException();

        /// <summary>How it is connected.</summary>
        public SessionLink Link => throw new NotImplementedException();

        /// <summary>The server's clock as seen from here.</summary>
        public PlaybackClock Clock => throw new NotImplementedException();

        /// <summary>Why the connection ended last, for the user; null while it is well.</summary>
        public GaitboxException? Problem => throw new NotImplementedException();

        /// <summary>Where the motion is now.</summary>
        /// <param name="durationSeconds">Length of the motion, s.</param>
        /// <returns>Position from 0 to the length, s; 0 without a state.</returns>
        public double PositionNow(double durationSeconds) => throw new NotImplementedException();

        /// <summary>Begins to follow.</summary>
        public void Start() => throw new NotImplementedException();

        /// <summary>Ends for good.</summary>
        public void Dispose() => throw new NotImplementedException();
    }
}

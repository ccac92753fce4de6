#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// The way to a laptop as a state machine: what the connection screen shows
    /// (<see cref="View"/>) and what its buttons do. Call everything from one thread, the one that
    /// drains the pump; nothing here blocks or throws.
    /// </summary>
    public sealed class ConnectionFlow : IDisposable
    {
        /// <summary>A flow that does nothing until <see cref="Start"/>.</summary>
        /// <param name="remembered">Servers paired with before; kept up to date.</param>
        /// <param name="pump">Carries the events to the thread that drains it.</param>
        /// <param name="deviceName">What the laptop's list calls this headset, such as "Quest 3".</param>
        /// <param name="parts">What it works with; the real network if null.</param>
        public ConnectionFlow(
            RememberedServers remembered,
            EventPump pump,
            string deviceName,
            ConnectionParts? parts = null)
        {
        }

        /// <summary>What to show changed; raised by <see cref="EventPump.Drain"/> or by a call below.</summary>
        public event Action<ConnectionView>? Changed
        {
            add => throw new NotImplementedException();
            remove => throw new NotImplementedException();
        }

        /// <summary>What to show now.</summary>
        public ConnectionView View => throw new NotImplementedException();

        /// <summary>The client of the connected laptop; null unless connected or lost.</summary>
        public GaitboxClient? Client => throw new NotImplementedException();

        /// <summary>The session of the connected laptop; null unless connected or lost.</summary>
        public SessionFollower? Session => throw new NotImplementedException();

        /// <summary>Begins: the laptop used last, then a search.</summary>
        public void Start() => throw new NotImplementedException();

        /// <summary>Takes a found laptop: connects if it is paired, asks for its code if not.</summary>
        public void Choose(FoundServer server) => throw new NotImplementedException();

        /// <summary>
        /// Takes what the user typed or scanned: a QR code's link pairs at once, an address asks
        /// for the code. What cannot be read becomes the view's sentence.
        /// </summary>
        public void Enter(string addressOrLink) => throw new NotImplementedException();

        /// <summary>The code that the user typed while it is asked for.</summary>
        public void SubmitCode(string code) => throw new NotImplementedException();

        /// <summary>Leaves what is under way or connected, and searches.</summary>
        public void SearchAgain() => throw new NotImplementedException();

        /// <summary>Forgets the connected or chosen laptop, and searches.</summary>
        public void Forget() => throw new NotImplementedException();

        /// <summary>Ends everything.</summary>
        public void Dispose() => throw new NotImplementedException();
    }
}

#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>One connection to the live session: its messages, its pings, its end.</summary>
    internal sealed class SessionConnection
    {
        private const int Revoked = 4401;

        /// <summary>Pings at the begin, which bring the clock close at once.</summary>
        private const int FirstPings = 4;

        private static readonly TimeSpan FirstPingPause = TimeSpan.FromMilliseconds(100);
        private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(2);

        /// <summary>Silence after which a connection counts as dead: four pings without a pong.</summary>
        private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(8);

        private readonly ISessionSocket _socket;
        private readonly PlaybackClock _clock;
        private readonly ITimeSource _time;
        private readonly double _askedMs;
        private readonly object _lock = new object();
        private readonly Dictionary<long, double> _pings = new Dictionary<long, double>();
        private double _heardMs;
        private long _seq = -1;
        private bool _welcomed;
        private bool _revoked;

        /// <summary>A connection that was just opened.</summary>
        /// <param name="socket">Carries the messages.</param>
        /// <param name="clock">Is set anew.</param>
        /// <param name="time">The time.</param>
        /// <param name="askedMs">When the connection was asked for.</param>
        public SessionConnection(
            ISessionSocket socket, PlaybackClock clock, ITimeSource time, double askedMs)
        {
            _socket = socket;
            _clock = clock;
            _time = time;
            _askedMs = askedMs;
            _heardMs = time.NowMs;
        }

        /// <summary>The server said welcome, with the state as it is.</summary>
        public event Action<SessionState>? Welcomed;

        /// <summary>The state changed.</summary>
        public event Action<SessionState>? Changed;

        /// <summary>Hears the server until the connection ends.</summary>
        /// <returns>Why it ended.</returns>
        /// <exception cref="GaitboxException">The server says what cannot be read.</exception>
        public async Task<GaitboxException> RunAsync(CancellationToken ct)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            Task pinging = PingAsync(end.Token);
            try
            {
                while (true)
                {
                    string? text = await _socket.ReceiveAsync(end.Token).ConfigureAwait(false);
                    if (text == null)
                    {
                        return _revoked || _socket.CloseCode == Revoked
                            ? Problems.NotPaired()
                            : Problems.Broken();
                    }
                    Hear(JsonReader.ReadObject(text));
                }
            }
            catch (FormatException error)
            {
                return Problems.Protocol(error);
            }
            finally
            {
                end.Cancel();
                await pinging.ConfigureAwait(false);
            }
        }

        private void Hear(JsonObject message)
        {
            double now = _time.NowMs;
            lock (_lock)
            {
                _heardMs = now;
            }
            switch (message.Text("type"))
            {
                case "welcome":
                    Welcome(message, now);
                    break;
                case "state" when _welcomed:
                    Change(SessionMessages.State(message.Object("state")));
                    break;
                case "pong":
                    Pong(message, now);
                    break;
                case "bye":
                    _revoked = message.Text("reason") == "revoked";
                    break;
            }
        }

        private void Welcome(JsonObject message, double now)
        {
            if (message.Number("protocol") != SessionMessages.Protocol)
            {
                throw new FormatException("another version of the protocol");
            }
            double serverMs = SessionMessages.Number(
                message, "time", double.MinValue, double.MaxValue);
            SessionState state = SessionMessages.State(message.Object("state"));
            _clock.Restart(_askedMs, now, serverMs); // coarse: the handshakes are in it
            _seq = state.Seq;
            _welcomed = true;
            Welcomed?.Invoke(state);
        }

        private void Change(SessionState state)
        {
            if (state.Seq > _seq)
            {
                _seq = state.Seq;
                Changed?.Invoke(state);
            }
        }

        private void Pong(JsonObject message, double now)
        {
            var id = (long)SessionMessages.Number(message, "id", 0, int.MaxValue);
            double serverMs = SessionMessages.Number(
                message, "time", double.MinValue, double.MaxValue);
            bool asked;
            double sent;
            lock (_lock)
            {
                asked = _pings.Remove(id, out sent);
            }
            if (asked)
            {
                _clock.Add(sent, now, serverMs);
            }
        }

        /// <summary>Pings, and gives the connection up when nothing comes back.</summary>
        private async Task PingAsync(CancellationToken ct)
        {
            try
            {
                for (long id = 0; ; id++)
                {
                    double now = _time.NowMs;
                    lock (_lock)
                    {
                        if (now - _heardMs > MostSilence.TotalMilliseconds)
                        {
                            break;
                        }
                        _pings[id] = now;
                    }
                    await _socket.SendAsync(SessionMessages.Ping(id), ct).ConfigureAwait(false);
                    TimeSpan pause = id < FirstPings ? FirstPingPause : PingPause;
                    await _time.DelayAsync(pause, ct).ConfigureAwait(false);
                }
            }
            catch (Exception error) when (HttpDoor.IsOfConnection(error) || IsEnd(error))
            {
                // The reader finds out by itself.
            }
            if (!ct.IsCancellationRequested)
            {
                _socket.Dispose();
            }
        }

        private static bool IsEnd(Exception error) =>
            error is OperationCanceledException || error is GaitboxException;
    }
}

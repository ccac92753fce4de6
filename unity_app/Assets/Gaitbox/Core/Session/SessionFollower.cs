#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// Follows the teacher's session: connects, comes back by itself when the connection is lost,
    /// and knows where the motion is at any moment.
    /// </summary>
    public sealed class SessionFollower : IDisposable
    {
        private readonly EventPump _pump;
        private readonly ITransport _transport;
        private readonly ITimeSource _time;
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly object _lock = new object();
        private PairedServer _server;
        private SessionState? _state;
        private SessionLink _link = SessionLink.Off;
        private GaitboxException? _problem;
        private CancellationTokenSource? _pause;
        private bool _started;

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
            _server = server;
            _pump = pump;
            _transport = transport ?? TlsTransport.Instance;
            _time = time ?? SystemTime.Instance;
        }

        /// <summary>The state changed; raised by <see cref="EventPump.Drain"/>.</summary>
        public event Action<SessionState>? StateChanged;

        /// <summary>The connection changed; raised by <see cref="EventPump.Drain"/>.</summary>
        public event Action<SessionLink>? LinkChanged;

        /// <summary>The latest state; null before the first connection.</summary>
        public SessionState? State
        {
            get
            {
                lock (_lock)
                {
                    return _state;
                }
            }
        }

        /// <summary>How it is connected.</summary>
        public SessionLink Link
        {
            get
            {
                lock (_lock)
                {
                    return _link;
                }
            }
        }

        /// <summary>The server's clock as seen from here.</summary>
        public PlaybackClock Clock { get; } = new PlaybackClock();

        /// <summary>Why the connection ended last, for the user; null while it is well.</summary>
        public GaitboxException? Problem
        {
            get
            {
                lock (_lock)
                {
                    return _problem;
                }
            }
        }

        /// <summary>
        /// The server. It can be given another place while it is being followed, as when it was
        /// started anew on another port; the next try goes there, and begins at once.
        /// </summary>
        public PairedServer Server
        {
            get
            {
                lock (_lock)
                {
                    return _server;
                }
            }

            set
            {
                lock (_lock)
                {
                    _server = value;
                    _pause?.Cancel();
                }
            }
        }

        /// <summary>Where the motion is now.</summary>
        /// <param name="durationSeconds">Length of the motion, s.</param>
        /// <returns>Position from 0 to the length, s; 0 without a state.</returns>
        public double PositionNow(double durationSeconds)
        {
            SessionState? state = State;
            return state == null ? 0 : Clock.Position(state, _time.NowMs, durationSeconds);
        }

        /// <summary>Begins to follow.</summary>
        public void Start()
        {
            if (_started)
            {
                return;
            }
            _started = true;
            SetLink(SessionLink.Connecting, null);
            _ = Task.Run(RunAsync);
        }

        /// <summary>Ends for good; no event is raised any more.</summary>
        public void Dispose()
        {
            StateChanged = null;
            LinkChanged = null;
            _end.Cancel();
            lock (_lock)
            {
                _link = SessionLink.Off;
            }
        }

        private async Task RunAsync()
        {
            var retry = new RetryPause();
            while (!_end.IsCancellationRequested)
            {
                GaitboxException problem = await FollowAsync(retry).ConfigureAwait(false);
                if (_end.IsCancellationRequested)
                {
                    return;
                }
                if (problem.Kind == Failure.NotPaired)
                {
                    SetLink(SessionLink.Revoked, problem);
                    return;
                }
                SetLink(SessionLink.Lost, problem);
                await PauseAsync(retry.Next()).ConfigureAwait(false);
            }
        }

        /// <summary>One connection, from its begin to its end.</summary>
        /// <returns>Why it ended.</returns>
        private async Task<GaitboxException> FollowAsync(RetryPause retry)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            try
            {
                double asked = _time.NowMs;
                using ISessionSocket socket = await WebSocketSession
                    .OpenAsync(_transport, Server, "/session", end.Token).ConfigureAwait(false);
                var connection = new SessionConnection(socket, Clock, _time, asked);
                connection.Welcomed += state =>
                {
                    retry.Reset();
                    SetState(state);
                    SetLink(SessionLink.Live, null);
                };
                connection.Changed += SetState;
                return await connection.RunAsync(end.Token).ConfigureAwait(false);
            }
            catch (GaitboxException error)
            {
                return error;
            }
            catch (OperationCanceledException)
            {
                return Problems.Broken();
            }
            catch (Exception error)
            {
                return Problems.Broken(error); // whatever it was, it must not end the following
            }
            finally
            {
                end.Cancel();
            }
        }

        private async Task PauseAsync(TimeSpan time)
        {
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            lock (_lock)
            {
                _pause = pause;
            }
            try
            {
                await _time.DelayAsync(time, pause.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Ended, or the server has another place: the loop sees to it.
            }
            lock (_lock)
            {
                _pause = null;
            }
        }

        private void SetState(SessionState state)
        {
            lock (_lock)
            {
                _state = state;
            }
            _pump.Post(() => StateChanged?.Invoke(state));
        }

        private void SetLink(SessionLink link, GaitboxException? problem)
        {
            lock (_lock)
            {
                bool same = _link == link;
                _problem = problem;
                _link = link;
                if (same)
                {
                    return;
                }
            }
            _pump.Post(() => LinkChanged?.Invoke(link));
        }
    }
}

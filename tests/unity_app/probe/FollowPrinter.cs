#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;
using Gaitbox.Core;

namespace Gaitbox.Probe
{
    /// <summary>Prints what a session shows; asks for the length of the motion that is shown.</summary>
    internal sealed class FollowPrinter : IDisposable
    {
        private readonly GaitboxClient _client;
        private readonly SessionFollower _session;
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private string? _motion;
        private double _seconds = double.MaxValue;

        /// <summary>A printer of a session.</summary>
        public FollowPrinter(GaitboxClient client, SessionFollower session)
        {
            _client = client;
            _session = session;
        }

        /// <summary>Prints a state.</summary>
        public void State(SessionState state)
        {
            if (state.Motion != _motion)
            {
                _motion = state.Motion;
                _seconds = double.MaxValue;
                if (_motion != null)
                {
                    _ = AskLengthAsync(_motion);
                }
            }
            Clocked("state")
                .With("seq", state.Seq)
                .With("motion", state.Motion)
                .With("playing", state.Playing)
                .With("position", state.Position)
                .With("at", state.At)
                .With("speed", state.Speed)
                .With("loop", state.Loop)
                .With("highlight", state.Highlight)
                .With("travel", state.Travelling ? "travelling" : "in-place")
                .With("position_now", _session.PositionNow(_seconds))
                .Write();
        }

        /// <summary>Prints how it is connected.</summary>
        public void Link(SessionLink link)
        {
            Commands.Line("link").With("link", link.ToString()).With("why", _session.Problem?.Sentence).Write();
        }

        /// <summary>Prints where the motion is now.</summary>
        public void Position()
        {
            if (_session.Link == SessionLink.Live)
            {
                Clocked("position")
                    .With("seq", _session.State?.Seq)
                    .With("position_now", _session.PositionNow(_seconds))
                    .Write();
            }
        }

        /// <inheritdoc/>
        public void Dispose() => _end.Cancel();

        /// <summary>
        /// A line with the clocks: this machine's monotonic one, the server's as guessed by it, and
        /// the round trip that the guess rests on.
        /// </summary>
        private JsonLine Clocked(string name)
        {
            double now = SystemTime.Instance.NowMs;
            return Commands.Line(name)
                .With("now_ms", now)
                .With("server_ms", now + _session.Clock.OffsetMs)
                .With("offset_ms", _session.Clock.OffsetMs)
                .With("round_trip_ms", _session.Clock.RoundTripMs);
        }

        private async Task AskLengthAsync(string id)
        {
            try
            {
                Motion motion = await _client.GetAsync(id, _end.Token).ConfigureAwait(false);
                _seconds = motion.Id == _motion ? motion.Seconds : _seconds;
            }
            catch (GaitboxException problem)
            {
                Commands.Tell(problem);
            }
            catch (OperationCanceledException)
            {
                // The probe ends.
            }
        }
    }
}

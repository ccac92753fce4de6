#nullable enable
using Gaitbox.Core;

namespace Gaitbox.Presenters
{
    /// <summary>What the teacher shows at the moment.</summary>
    public interface ITeacher
    {
        /// <summary>The latest state; null before the first connection.</summary>
        SessionState? State { get; }

        /// <summary>Where a motion of a length is now, s.</summary>
        double PositionNow(double durationSeconds);
    }

    /// <summary>The teacher at the other end of a live session.</summary>
    public sealed class SessionTeacher : ITeacher
    {
        private readonly SessionFollower _follower;

        /// <summary>The teacher of a session.</summary>
        public SessionTeacher(SessionFollower follower)
        {
            _follower = follower;
        }

        /// <inheritdoc/>
        public SessionState? State => _follower.State;

        /// <inheritdoc/>
        public double PositionNow(double durationSeconds) => _follower.PositionNow(durationSeconds);
    }
}

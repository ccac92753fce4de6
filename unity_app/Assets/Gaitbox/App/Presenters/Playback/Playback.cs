#nullable enable
using System;
using Gaitbox.Core;

namespace Gaitbox.Presenters
{
    /// <summary>
    /// Which motion is shown and how: as the teacher does, or on one's own. Whoever touches a
    /// control is on their own from then on, beginning with what the teacher showed, until they
    /// follow again.
    /// </summary>
    public sealed class Playback
    {
        private static readonly double[] Speeds = { 0.25, 0.5, 1 };

        private readonly ITimeSource _time;
        private ITeacher? _teacher;
        private double _duration;
        private string? _ownMotion;
        private bool _ownPlaying = true;
        private double _ownPosition;
        private double _ownAtMs;
        private double _ownSpeed = 1;
        private bool _ownHighlight = true;
        private bool _ownTravelling;

        /// <summary>A playback without a motion.</summary>
        public Playback(ITimeSource time)
        {
            _time = time;
        }

        /// <summary>Whether it shows what the teacher shows.</summary>
        public bool Following { get; private set; }

        /// <summary>Whether there is a teacher to follow.</summary>
        public bool CanFollow => _teacher != null;

        /// <summary>Id of the motion to show; null for none.</summary>
        public string? Motion => Following ? Taught?.Motion : _ownMotion;

        /// <summary>Whether it runs.</summary>
        public bool Playing => Following ? Taught?.Playing ?? false : _ownPlaying;

        /// <summary>1 is the speed of the motion.</summary>
        public double Speed => Following ? Taught?.Speed ?? 1 : _ownSpeed;

        /// <summary>Whether impaired regions are lit.</summary>
        public bool Highlight => Following ? Taught?.Highlight ?? true : _ownHighlight;

        /// <summary>Whether the patient moves through the room.</summary>
        public bool Travelling => Following ? Taught?.Travelling ?? false : _ownTravelling;

        /// <summary>Length of the motion that is loaded, s.</summary>
        public double Duration => _duration;

        /// <summary>Position in the motion now, 0 to its length, s.</summary>
        public double Position
        {
            get
            {
                if (_duration <= 0)
                {
                    return 0;
                }
                if (Following)
                {
                    return _teacher?.PositionNow(_duration) ?? 0;
                }
                double moved = _ownPlaying ? _ownSpeed * (_time.NowMs - _ownAtMs) / 1000 : 0;
                return Wrapped(_ownPosition + moved);
            }
        }

        private SessionState? Taught => _teacher?.State;

        /// <summary>Takes a teacher and follows; null: there is none any more, what is shown stays.</summary>
        public void SetTeacher(ITeacher? teacher)
        {
            if (teacher == null)
            {
                GoOwn();
            }
            _teacher = teacher;
            Following = teacher != null;
        }

        /// <summary>Follows the teacher again; nothing happens without one.</summary>
        public void Follow()
        {
            Following = _teacher != null;
        }

        /// <summary>Shows a motion on one's own, from its start.</summary>
        public void Show(string motion)
        {
            GoOwn();
            _ownMotion = motion;
            _ownPlaying = true;
            Hold(0);
        }

        /// <summary>The motion is loaded.</summary>
        /// <param name="durationSeconds">Its length, s.</param>
        public void Loaded(double durationSeconds)
        {
            _duration = durationSeconds;
            _ownAtMs = _time.NowMs;
        }

        /// <summary>Plays or pauses, on one's own.</summary>
        public void TogglePlaying()
        {
            GoOwn();
            Hold(Position);
            _ownPlaying = !_ownPlaying;
        }

        /// <summary>Goes to a position, s, on one's own.</summary>
        public void Seek(double seconds)
        {
            GoOwn();
            Hold(Math.Min(Math.Max(seconds, 0), _duration));
        }

        /// <summary>Takes the next of the speeds 1, ½ and ¼, on one's own.</summary>
        public void NextSpeed()
        {
            GoOwn();
            Hold(Position);
            int index = Array.IndexOf(Speeds, _ownSpeed);
            _ownSpeed = Speeds[index <= 0 ? Speeds.Length - 1 : index - 1];
        }

        /// <summary>Lights impaired regions or not, on one's own.</summary>
        public void ToggleHighlight()
        {
            GoOwn();
            _ownHighlight = !_ownHighlight;
        }

        /// <summary>Walks through the room or in place, on one's own.</summary>
        public void ToggleTravelling()
        {
            GoOwn();
            _ownTravelling = !_ownTravelling;
        }

        private void GoOwn()
        {
            if (!Following)
            {
                return;
            }
            double position = Position;
            (_ownMotion, _ownPlaying, _ownSpeed) = (Motion, Playing, Speed);
            (_ownHighlight, _ownTravelling) = (Highlight, Travelling);
            Following = false;
            Hold(position);
        }

        private void Hold(double position)
        {
            _ownPosition = position;
            _ownAtMs = _time.NowMs;
        }

        // On one's own it starts again at its end; a bar dragged to its end stays there.
        private double Wrapped(double position)
        {
            bool beyond = position > _duration;
            return beyond ? position - Math.Floor(position / _duration) * _duration : position;
        }
    }
}

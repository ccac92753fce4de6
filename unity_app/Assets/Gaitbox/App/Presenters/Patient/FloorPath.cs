#nullable enable
using System;
using System.Collections.Generic;

namespace Gaitbox.Presenters
{
    /// <summary>The way the walker takes over the floor, free of the sway within a stride.</summary>
    public sealed class FloorPath
    {
        /// <summary>Half of the averaging window, s: a little over half of a usual stride.</summary>
        private const double HalfWindowSeconds = 0.6;

        /// <summary>A walk shorter than this goes on the spot, metres.</summary>
        private const float OnTheSpot = 0.3f;

        private readonly FloorPoint[] _points;
        private readonly double _rate;

        /// <summary>A path through positions of the pelvis.</summary>
        /// <param name="samples">At least one position, evenly in time.</param>
        /// <param name="rate">Positions a second.</param>
        public FloorPath(IReadOnlyList<FloorPoint> samples, double rate)
        {
            _rate = rate;
            _points = Smooth(samples, (int)Math.Round(HalfWindowSeconds * rate));
        }

        /// <summary>Where it begins.</summary>
        public FloorPoint Start => _points[0];

        /// <summary>Half way between both ends.</summary>
        public FloorPoint Middle => FloorPoint.Between(Start, _points[_points.Length - 1], 0.5f);

        /// <summary>Distance between both ends, metres.</summary>
        public float Length => (_points[_points.Length - 1] - Start).Length;

        /// <summary>Direction of travel, degrees from ahead to the right; 0 for a walk on the spot.</summary>
        public float HeadingDegrees
        {
            get
            {
                FloorPoint way = _points[_points.Length - 1] - Start;
                return way.Length < OnTheSpot ? 0 : (float)(Math.Atan2(way.X, way.Z) * 180 / Math.PI);
            }
        }

        /// <summary>Position at a time, s; the ends are held.</summary>
        public FloorPoint At(double seconds)
        {
            double place = Math.Min(Math.Max(seconds * _rate, 0), _points.Length - 1);
            int index = Math.Max(Math.Min((int)place, _points.Length - 2), 0);
            FloorPoint next = _points[Math.Min(index + 1, _points.Length - 1)];
            return FloorPoint.Between(_points[index], next, (float)(place - index));
        }

        // A moving average whose window shrinks towards the ends, so that they stay where they are.
        private static FloorPoint[] Smooth(IReadOnlyList<FloorPoint> samples, int half)
        {
            var smooth = new FloorPoint[samples.Count];
            for (int i = 0; i < samples.Count; i++)
            {
                int reach = Math.Min(half, Math.Min(i, samples.Count - 1 - i));
                var sum = new FloorPoint(0, 0);
                for (int k = i - reach; k <= i + reach; k++)
                {
                    sum += samples[k];
                }
                smooth[i] = new FloorPoint(sum.X / (2 * reach + 1), sum.Z / (2 * reach + 1));
            }
            return smooth;
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Presenters
{
    /// <summary>Where on the floor something stands, and which way it faces.</summary>
    public readonly struct FloorPose
    {
        /// <summary>A pose from place and direction.</summary>
        public FloorPose(FloorPoint point, float degrees)
        {
            Point = point;
            Degrees = degrees;
        }

        /// <summary>Place.</summary>
        public FloorPoint Point { get; }

        /// <summary>Direction, degrees about the vertical axis from ahead to the right.</summary>
        public float Degrees { get; }
    }

    /// <summary>Where the patient stands in the room.</summary>
    public static class Placement
    {
        /// <summary>How far before the user the patient is brought, metres.</summary>
        public const float Distance = 2;

        /// <summary>
        /// The place before a user, facing to the user's right, so that the walk is seen from its
        /// side as gait is observed first.
        /// </summary>
        /// <param name="user">Where the user's head is.</param>
        /// <param name="gaze">Where the user looks, as a vector on the floor; may be short.</param>
        /// <param name="lastDegrees">Direction to keep if the user looks straight up or down.</param>
        public static FloorPose Before(FloorPoint user, FloorPoint gaze, float lastDegrees)
        {
            float ahead = gaze.Length < 0.1f
                ? lastDegrees
                : (float)(Math.Atan2(gaze.X, gaze.Z) * 180 / Math.PI);
            FloorPoint point = user + new FloorPoint(0, Distance).Turned(ahead);
            return new FloorPose(point, ahead + 90);
        }

        /// <summary>
        /// Where the patient's model belongs within its place, so that it walks along the place's
        /// direction: on the spot, or through the room with the middle of its way at the place.
        /// </summary>
        /// <param name="path">Its way, in the model's axes.</param>
        /// <param name="seconds">Moment of the motion.</param>
        /// <param name="travelling">Whether it moves through the room.</param>
        public static FloorPose Within(FloorPath path, double seconds, bool travelling)
        {
            FloorPoint held = travelling ? path.Middle : path.At(seconds);
            float turn = -path.HeadingDegrees;
            return new FloorPose(new FloorPoint(0, 0) - held.Turned(turn), turn);
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Presenters
{
    /// <summary>A point on the floor, metres.</summary>
    public readonly struct FloorPoint
    {
        /// <summary>A point from its coordinates.</summary>
        public FloorPoint(float x, float z)
        {
            X = x;
            Z = z;
        }

        /// <summary>To the right (Unity's axes).</summary>
        public float X { get; }

        /// <summary>Ahead.</summary>
        public float Z { get; }

        /// <summary>Distance from the origin.</summary>
        public float Length => (float)Math.Sqrt(X * X + Z * Z);

        /// <summary>Where a turn about the vertical axis takes it; positive from ahead to the right.</summary>
        public FloorPoint Turned(float degrees)
        {
            double angle = degrees * Math.PI / 180;
            float cos = (float)Math.Cos(angle);
            float sin = (float)Math.Sin(angle);
            return new FloorPoint(X * cos + Z * sin, Z * cos - X * sin);
        }

        /// <summary>Sum of two points as vectors.</summary>
        public static FloorPoint operator +(FloorPoint a, FloorPoint b)
        {
            return new FloorPoint(a.X + b.X, a.Z + b.Z);
        }

        /// <summary>Difference of two points as vectors.</summary>
        public static FloorPoint operator -(FloorPoint a, FloorPoint b)
        {
            return new FloorPoint(a.X - b.X, a.Z - b.Z);
        }

        /// <summary>Part of the way from one point to another.</summary>
        public static FloorPoint Between(FloorPoint a, FloorPoint b, float share)
        {
            return new FloorPoint(a.X + (b.X - a.X) * share, a.Z + (b.Z - a.Z) * share);
        }
    }
}

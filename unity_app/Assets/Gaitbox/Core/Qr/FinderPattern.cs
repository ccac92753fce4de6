#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>A finder pattern in an image.</summary>
    internal sealed class FinderPattern
    {
        /// <summary>Directions in which its outline is known.</summary>
        public const int Directions = 32;

        /// <summary>Half its side, in modules.</summary>
        public const double HalfSide = 3.5;

        /// <summary>Distance of the outline from the middle in each direction, in pixels.</summary>
        public double[] Outline { get; } = new double[Directions];

        /// <summary>Its middle, in pixels.</summary>
        public double X { get; set; }

        /// <summary>Its middle, in pixels.</summary>
        public double Y { get; set; }

        /// <summary>What its outline encloses, in square pixels.</summary>
        public double Area { get; set; }

        /// <summary>How many rows of the image met it.</summary>
        public int Rows { get; set; }

        /// <summary>Side of a module, in pixels, as if it were not foreshortened.</summary>
        public double Module => Math.Sqrt(Area) / (2 * HalfSide);

        /// <summary>Side of a module along a line through the middle, in pixels.</summary>
        /// <param name="dx">Direction of the line; it lies along the pattern's sides.</param>
        /// <param name="dy">Direction of the line.</param>
        public double ModuleAlong(double dx, double dy)
        {
            double turn = Math.Atan2(dy, dx) / (2 * Math.PI) * Directions;
            return (OutlineAt(turn) + OutlineAt(turn + (Directions / 2))) / (2 * HalfSide);
        }

        private double OutlineAt(double turn)
        {
            int index = (int)Math.Floor(turn);
            double share = turn - index;
            double here = Outline[((index % Directions) + Directions) % Directions];
            double next = Outline[(((index + 1) % Directions) + Directions) % Directions];
            return here + (share * (next - here));
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>Three finder patterns that may be the corners of a symbol.</summary>
    internal readonly struct FinderTriple
    {
        private const double MostLegRatio = 3;
        private const double MostAreaRatio = 8;
        private const double MostCosine = 0.85;

        /// <summary>Fewest modules between two of them: version 1 has 14, less what is misjudged.</summary>
        private const double FewestModules = 10;

        private FinderTriple(FinderPattern corner, FinderPattern right, FinderPattern below, double flaw)
        {
            Corner = corner;
            Right = right;
            Below = below;
            Flaw = flaw;
        }

        /// <summary>The upper left one.</summary>
        public FinderPattern Corner { get; }

        /// <summary>The upper right one.</summary>
        public FinderPattern Right { get; }

        /// <summary>The lower left one.</summary>
        public FinderPattern Below { get; }

        /// <summary>How unlike a square it is; 0 if not at all.</summary>
        public double Flaw { get; }

        /// <summary>How many modules a side of the symbol has, roughly.</summary>
        public double RoughSize
        {
            get
            {
                double size = 2 * FinderPattern.HalfSide;
                return size + ((ModulesBetween(Corner, Right) + ModulesBetween(Corner, Below)) / 2);
            }
        }

        /// <summary>
        /// Takes three patterns for the corners of a symbol. In perspective the diagonal need not be
        /// the longest side, so each of them may be the upper left one.
        /// </summary>
        /// <returns>False if they cannot belong to one symbol in this order.</returns>
        public static bool TryMake(
            FinderPattern corner, FinderPattern one, FinderPattern two, out FinderTriple triple)
        {
            triple = default;
            double toOne = Far(corner, one);
            double toTwo = Far(corner, two);
            double ax = one.X - corner.X;
            double ay = one.Y - corner.Y;
            double bx = two.X - corner.X;
            double by = two.Y - corner.Y;
            double cosine = Math.Abs((ax * bx) + (ay * by)) / (toOne * toTwo);
            double legs = Math.Max(toOne, toTwo) / Math.Min(toOne, toTwo);
            double areas = Math.Max(corner.Area, Math.Max(one.Area, two.Area))
                / Math.Min(corner.Area, Math.Min(one.Area, two.Area));
            // Written so that what is not a number is no triple either.
            if (!(cosine < MostCosine) || !(legs < MostLegRatio) || !(areas < MostAreaRatio))
            {
                return false;
            }
            double flaw = cosine + Math.Log(legs) + (Math.Log(areas) / 2);
            // In an image, whose y goes down, right to below is a turn to the right.
            bool turn = (ax * by) - (ay * bx) > 0;
            triple = turn
                ? new FinderTriple(corner, one, two, flaw)
                : new FinderTriple(corner, two, one, flaw);
            double size = triple.RoughSize - (2 * FinderPattern.HalfSide);
            return size > FewestModules && size < 1.2 * QrLayout.LargestSize;
        }

        /// <summary>
        /// Modules from middle to middle. In perspective, the sides of modules at both ends have
        /// this as their geometric mean.
        /// </summary>
        private static double ModulesBetween(FinderPattern from, FinderPattern to)
        {
            double dx = to.X - from.X;
            double dy = to.Y - from.Y;
            return Far(from, to) / Math.Sqrt(from.ModuleAlong(dx, dy) * to.ModuleAlong(dx, dy));
        }

        private static double Far(FinderPattern from, FinderPattern to)
        {
            double dx = to.X - from.X;
            double dy = to.Y - from.Y;
            return Math.Sqrt((dx * dx) + (dy * dy));
        }
    }
}

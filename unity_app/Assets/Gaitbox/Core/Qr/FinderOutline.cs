#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// Follows rays from the middle of a supposed finder pattern: dark, light and dark again, 1.5,
    /// 2.5 and 3.5 modules far, whatever the direction and the perspective.
    /// </summary>
    internal static class FinderOutline
    {
        private const int FewestRays = 23;

        /// <summary>Pixels from point to point of a ray.</summary>
        private const double Step = 0.5;

        // Between these shares of the ray the light ring begins (3/7) and ends (5/7).
        private const double LeastInner = 0.22;
        private const double MostInner = 0.62;
        private const double LeastOuter = 0.48;
        private const double MostOuter = 0.92;

        private static readonly double[] Cosines = new double[FinderPattern.Directions];
        private static readonly double[] Sines = new double[FinderPattern.Directions];

        static FinderOutline()
        {
            for (int index = 0; index < FinderPattern.Directions; index++)
            {
                Cosines[index] = Math.Cos(2 * Math.PI * index / FinderPattern.Directions);
                Sines[index] = Math.Sin(2 * Math.PI * index / FinderPattern.Directions);
            }
        }

        /// <summary>Measures a pattern whose middle is roughly known.</summary>
        /// <param name="map">The image.</param>
        /// <param name="pattern">The middle; middle, outline and area when it is one.</param>
        /// <param name="most">Most pixels from the middle to the outline.</param>
        /// <returns>Whether it is a finder pattern.</returns>
        public static bool TryMeasure(DarkMap map, FinderPattern pattern, double most)
        {
            // The second time from the true middle.
            return TryRays(map, pattern, most) && TryRays(map, pattern, most);
        }

        private static bool TryRays(DarkMap map, FinderPattern pattern, double most)
        {
            int good = 0;
            for (int index = 0; index < FinderPattern.Directions; index++)
            {
                double length = Ray(map, pattern, Cosines[index], Sines[index], most);
                pattern.Outline[index] = length;
                good += length > 0 ? 1 : 0;
            }
            if (good < FewestRays)
            {
                return false;
            }
            FillGaps(pattern.Outline);
            MoveToMiddle(pattern);
            return true;
        }

        /// <summary>Length of a ray to the outline; 0 if it does not cross what it should.</summary>
        private static double Ray(DarkMap map, FinderPattern from, double dx, double dy, double most)
        {
            double inner = 0;
            double outer = 0;
            bool dark = true;
            for (double far = Step; far < most; far += Step)
            {
                if (map.At(from.X + (far * dx), from.Y + (far * dy)) == dark)
                {
                    continue;
                }
                dark = !dark;
                if (inner == 0)
                {
                    inner = far;
                }
                else if (outer == 0)
                {
                    outer = far;
                }
                else
                {
                    bool fits = inner > LeastInner * far && inner < MostInner * far
                        && outer > LeastOuter * far && outer < MostOuter * far;
                    return fits ? far - (Step / 2) : 0;
                }
            }
            return 0;
        }

        private static void FillGaps(double[] outline)
        {
            double last = 0;
            for (int index = 0; index < 2 * outline.Length; index++)
            {
                int at = index % outline.Length;
                if (outline[at] > 0)
                {
                    last = outline[at];
                }
                else
                {
                    outline[at] = last;
                }
            }
        }

        /// <summary>Area and middle of the polygon of the rays' ends, by its triangles.</summary>
        private static void MoveToMiddle(FinderPattern pattern)
        {
            double area = 0;
            double x = 0;
            double y = 0;
            for (int index = 0; index < FinderPattern.Directions; index++)
            {
                int next = (index + 1) % FinderPattern.Directions;
                double ax = pattern.Outline[index] * Cosines[index];
                double ay = pattern.Outline[index] * Sines[index];
                double bx = pattern.Outline[next] * Cosines[next];
                double by = pattern.Outline[next] * Sines[next];
                double twice = (ax * by) - (ay * bx);
                area += twice / 2;
                x += twice * (ax + bx) / 6;
                y += twice * (ay + by) / 6;
            }
            pattern.Area = area;
            pattern.X += x / area;
            pattern.Y += y / area;
        }
    }
}

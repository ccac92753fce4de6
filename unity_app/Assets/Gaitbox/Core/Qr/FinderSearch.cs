#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// Looks for finder patterns: rows of an image that are dark, light, dark, light, dark in the
    /// ratio 1 : 1 : 3 : 1 : 1 (ISO/IEC 18004:2015, section 12), which a line through the middle
    /// is at any rotation.
    /// </summary>
    internal sealed class FinderSearch
    {
        private const int Most = 40;

        /// <summary>Bounds the time that noise can cost.</summary>
        private const int MostChecks = 1500;

        /// <summary>Pixels of a pattern's width below which nothing can be read.</summary>
        private const int SmallestWidth = 10;

        private readonly FinderPattern[] _found = new FinderPattern[Most + 1];
        private DarkMap _map = new DarkMap();
        private int _checks;

        /// <summary>A search without results.</summary>
        public FinderSearch()
        {
            for (int index = 0; index < _found.Length; index++)
            {
                _found[index] = new FinderPattern();
            }
        }

        /// <summary>How many were found.</summary>
        public int Count { get; private set; }

        /// <summary>One of those, those that most rows met first.</summary>
        public FinderPattern this[int index] => _found[index];

        /// <summary>Looks through an image.</summary>
        public void Search(DarkMap map)
        {
            _map = map;
            _checks = 0;
            Count = 0;
            for (int y = 0; y < map.Height; y++)
            {
                SearchRow(y);
            }
            SortByRows();
        }

        private void SearchRow(int y)
        {
            bool[] pixels = _map.Pixels;
            int start = y * _map.Width;
            int end = start + _map.Width;
            int a = 0;
            int b = 0;
            int c = 0;
            int d = 0;
            int begin = start;
            bool dark = false;
            for (int at = start; at <= end; at++)
            {
                if (at < end && pixels[at] == dark)
                {
                    continue;
                }
                int run = at - begin;
                if (dark && Fits(a, b, c, d, run))
                {
                    double x = at - start - run - d - (c / 2.0);
                    Check(x, y + 0.5, a + b + c + d + run);
                }
                (a, b, c, d) = (b, c, d, run);
                begin = at;
                dark = !dark;
            }
        }

        /// <summary>Whether five runs have the ratio, with what blur and pixels take away.</summary>
        private static bool Fits(int a, int b, int c, int d, int e)
        {
            int total = a + b + c + d + e;
            if (total < SmallestWidth || a == 0 || b == 0 || c == 0 || d == 0 || e == 0)
            {
                return false;
            }
            double module = total / 7.0;
            double slack = (0.5 * module) + 0.75;
            return Math.Abs(a - module) < slack
                && Math.Abs(b - module) < slack
                && Math.Abs(c - (3 * module)) < 2 * slack
                && Math.Abs(d - module) < slack
                && Math.Abs(e - module) < slack;
        }

        private void Check(double x, double y, int width)
        {
            for (int index = 0; index < Count; index++)
            {
                FinderPattern known = _found[index];
                double near = 1.5 * known.Module;
                if (Math.Abs(known.X - x) < near && Math.Abs(known.Y - y) < near)
                {
                    known.Rows++;
                    return;
                }
            }
            if (Count == Most || _checks == MostChecks || !TryColumn(x, ref y, width))
            {
                return;
            }
            _checks++;
            FinderPattern pattern = _found[Count];
            pattern.X = x;
            pattern.Y = y;
            pattern.Rows = 1;
            // The corners are farther than the row's ends, and the column may be the longer way.
            if (FinderOutline.TryMeasure(_map, pattern, 2.2 * width) && !IsKnown(pattern))
            {
                Count++;
            }
        }

        private bool IsKnown(FinderPattern pattern)
        {
            for (int index = 0; index < Count; index++)
            {
                FinderPattern known = _found[index];
                double near = 3 * known.Module;
                if (Math.Abs(known.X - pattern.X) < near && Math.Abs(known.Y - pattern.Y) < near)
                {
                    known.Rows++;
                    return true;
                }
            }
            return false;
        }

        /// <summary>Whether the column through a place has the ratio as well; moves to its middle.</summary>
        private bool TryColumn(double x, ref double y, int width)
        {
            int most = 2 * width;
            int column = (int)x;
            int row = (int)y;
            int up = Run(column, row, -1, true, most);
            int b = Run(column, row - up, -1, false, most);
            int a = Run(column, row - up - b, -1, true, most);
            int down = Run(column, row + 1, 1, true, most);
            int d = Run(column, row + 1 + down, 1, false, most);
            int e = Run(column, row + 1 + down + d, 1, true, most);
            y = row + 1 + ((down - up) / 2.0);
            return Fits(a, b, up + down, d, e);
        }

        private int Run(int column, int row, int step, bool dark, int most)
        {
            int length = 0;
            while (length < most && row >= 0 && row < _map.Height
                && _map.Pixels[(row * _map.Width) + column] == dark)
            {
                row += step;
                length++;
            }
            return length;
        }

        private void SortByRows()
        {
            for (int index = 1; index < Count; index++)
            {
                for (int at = index; at > 0 && _found[at].Rows > _found[at - 1].Rows; at--)
                {
                    (_found[at], _found[at - 1]) = (_found[at - 1], _found[at]);
                }
            }
        }
    }
}

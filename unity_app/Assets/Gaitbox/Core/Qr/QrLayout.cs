#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// Where in a symbol of a version the data is and where the patterns are
    /// (ISO/IEC 18004:2015, section 6.3 and annex E).
    /// </summary>
    internal sealed class QrLayout
    {
        /// <summary>Smallest and largest symbol.</summary>
        public const int FirstVersion = 1;
        public const int LastVersion = 40;
        public const int LargestSize = 177;

        /// <summary>Row and column of the timing patterns.</summary>
        public const int Timing = 6;

        /// <summary>Side of a finder pattern with its separator.</summary>
        private const int Corner = 8;

        /// <summary>Symbols from here on carry their version in two blocks of 18 modules.</summary>
        private const int FirstWithVersion = 7;

        // Distances of alignment patterns by version (table E.1); the one next to the timing
        // pattern is what is left. Version 1 has none.
        private static readonly byte[] Distances =
        {
            0, 12, 16, 20, 24, 28, 16, 18, 20, 22, 24, 26, 28, 20, 22, 24, 24, 26, 28, 28,
            22, 24, 24, 26, 26, 28, 28, 24, 24, 26, 26, 26, 28, 28, 24, 26, 26, 26, 28, 28,
        };

        private readonly bool[] _pattern = new bool[LargestSize * LargestSize];
        private readonly int[] _centres = new int[7];

        /// <summary>Version that is laid out; 0 before the first.</summary>
        public int Version { get; private set; }

        /// <summary>Modules of a side.</summary>
        public int Size { get; private set; }

        /// <summary>Codewords that the symbol holds.</summary>
        public int Codewords { get; private set; }

        /// <summary>Rows and columns of the alignment patterns' middles.</summary>
        public ReadOnlySpan<int> Centres => new ReadOnlySpan<int>(_centres, 0, CentreCount);

        private int CentreCount => Version == 1 ? 0 : (Version / 7) + 2;

        /// <summary>Modules of a side of a version.</summary>
        public static int SizeOf(int version) => 17 + (4 * version);

        /// <summary>Lays out a version.</summary>
        public void Lay(int version)
        {
            if (version == Version)
            {
                return;
            }
            Version = version;
            Size = SizeOf(version);
            Array.Clear(_pattern, 0, _pattern.Length);
            Mark(0, 0, Corner + 1, Corner + 1);
            Mark(Size - Corner, 0, Corner, Corner + 1);
            Mark(0, Size - Corner, Corner + 1, Corner);
            Mark(Timing, 0, 1, Size);
            Mark(0, Timing, Size, 1);
            if (version >= FirstWithVersion)
            {
                Mark(Size - 11, 0, 3, 6);
                Mark(0, Size - 11, 6, 3);
            }
            FindCentres();
            for (int row = 0; row < CentreCount; row++)
            {
                for (int column = 0; column < CentreCount; column++)
                {
                    if (HasAlignment(column, row))
                    {
                        Mark(_centres[column] - 2, _centres[row] - 2, 5, 5);
                    }
                }
            }
            CountCodewords();
        }

        /// <summary>Whether a module belongs to a pattern or to the format, not to the data.</summary>
        public bool IsPattern(int x, int y) => _pattern[(y * LargestSize) + x];

        /// <summary>Whether there is an alignment pattern at these two of the centres: not in the corners of the finders.</summary>
        public bool HasAlignment(int column, int row)
        {
            int last = CentreCount - 1;
            bool corner = (column == 0 && row == 0) || (column == 0 && row == last)
                || (column == last && row == 0);
            return !corner;
        }

        private void FindCentres()
        {
            int count = CentreCount;
            for (int index = count - 1; index > 0; index--)
            {
                _centres[index] = Size - 7 - ((count - 1 - index) * Distances[Version - 1]);
            }
            _centres[0] = Timing;
        }

        private void Mark(int x, int y, int width, int height)
        {
            for (int row = y; row < y + height; row++)
            {
                for (int column = x; column < x + width; column++)
                {
                    _pattern[(row * LargestSize) + column] = true;
                }
            }
        }

        private void CountCodewords()
        {
            int free = 0;
            for (int y = 0; y < Size; y++)
            {
                for (int x = 0; x < Size; x++)
                {
                    free += IsPattern(x, y) ? 0 : 1;
                }
            }
            Codewords = free / 8;
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>Reads the modules of a symbol: format, codewords, correction (ISO/IEC 18004:2015, section 12).</summary>
    internal sealed class QrSymbol
    {
        /// <summary>Codewords of the largest symbol (table 1).</summary>
        private const int MostCodewords = 3706;
        private const int LongestBlock = 255;

        private readonly QrLayout _layout;
        private readonly ReedSolomon _correction = new ReedSolomon();
        private readonly byte[] _codewords = new byte[MostCodewords];
        private readonly byte[] _data = new byte[MostCodewords];
        private readonly byte[] _block = new byte[LongestBlock];

        /// <summary>A reader of symbols that are laid out.</summary>
        /// <param name="layout">Tells where the data is; of the version to read.</param>
        public QrSymbol(QrLayout layout)
        {
            _layout = layout;
        }

        /// <summary>The text of a symbol.</summary>
        /// <returns>Null if it cannot be read.</returns>
        public string? Read(QrGrid grid)
        {
            QrLevel level;
            int mask;
            if (!QrFormat.TryDecode(FirstFormat(grid), out level, out mask)
                && !QrFormat.TryDecode(SecondFormat(grid), out level, out mask))
            {
                return null;
            }
            ReadCodewords(grid, mask);
            int count = Correct(level);
            return count == 0 ? null : QrText.Read(_data, count, _layout.Version);
        }

        /// <summary>The copy round the upper left finder pattern (figure 25), most significant bit first.</summary>
        private static int FirstFormat(QrGrid grid)
        {
            int bits = 0;
            for (int index = 0; index < 15; index++)
            {
                // The timing pattern is skipped.
                int x = index < 6 ? index : index < 8 ? index + 1 : 8;
                int y = index < 8 ? 8 : index == 8 ? 7 : 14 - index;
                bits = (bits << 1) | (grid[x, y] ? 1 : 0);
            }
            return bits;
        }

        /// <summary>The copy beside the two other finder patterns.</summary>
        private static int SecondFormat(QrGrid grid)
        {
            int bits = 0;
            for (int index = 0; index < 15; index++)
            {
                int x = index < 7 ? 8 : grid.Size - 15 + index;
                int y = index < 7 ? grid.Size - 1 - index : 8;
                bits = (bits << 1) | (grid[x, y] ? 1 : 0);
            }
            return bits;
        }

        /// <summary>Codewords in columns of two modules, from the right, up and down in turn (section 7.7.3).</summary>
        private void ReadCodewords(QrGrid grid, int mask)
        {
            int bits = 0;
            int value = 0;
            bool up = true;
            for (int right = grid.Size - 1; right > 0; right -= 2)
            {
                right = right == QrLayout.Timing ? right - 1 : right;
                for (int step = 0; step < grid.Size; step++)
                {
                    int y = up ? grid.Size - 1 - step : step;
                    for (int x = right; x > right - 2; x--)
                    {
                        if (_layout.IsPattern(x, y) || bits == 8 * _layout.Codewords)
                        {
                            continue;
                        }
                        value = (value << 1) | (grid[x, y] != QrMask.Inverts(mask, x, y) ? 1 : 0);
                        bits++;
                        if (bits % 8 == 0)
                        {
                            _codewords[(bits / 8) - 1] = (byte)value;
                        }
                    }
                }
                up = !up;
            }
        }

        /// <summary>Takes the blocks apart (section 7.6), corrects them and joins their data.</summary>
        /// <returns>Data codewords; 0 if a block cannot be corrected.</returns>
        private int Correct(QrLevel level)
        {
            int blocks = QrBlocks.Count(_layout.Version, level);
            int parity = QrBlocks.Parity(_layout.Version, level);
            int most = QrBlocks.MostWrong(_layout.Version, level);
            int total = _layout.Codewords - (blocks * parity);
            int shorter = total / blocks;
            int firstLonger = blocks - (total % blocks);
            int count = 0;
            for (int block = 0; block < blocks; block++)
            {
                int length = block < firstLonger ? shorter : shorter + 1;
                for (int index = 0; index < length; index++)
                {
                    // The last codeword is there only for the longer blocks.
                    int skipped = index < shorter ? 0 : firstLonger;
                    _block[index] = _codewords[(index * blocks) + block - skipped];
                }
                for (int index = 0; index < parity; index++)
                {
                    _block[length + index] = _codewords[total + (index * blocks) + block];
                }
                if (!_correction.TryCorrect(_block, length + parity, parity, most))
                {
                    return 0;
                }
                Array.Copy(_block, 0, _data, count, length);
                count += length;
            }
            return count;
        }
    }
}

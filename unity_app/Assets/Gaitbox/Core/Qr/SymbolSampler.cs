#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>Tells dark modules of a symbol in an image from light ones.</summary>
    internal sealed class SymbolSampler
    {
        /// <summary>Points of a module that are looked at, in modules from its middle.</summary>
        private const double Spread = 0.25;

        /// <summary>A module is compared with the mean of those so far round it.</summary>
        private const int Reach = 5;

        private const int Room = QrLayout.LargestSize;

        private readonly float[] _gray = new float[Room * Room];
        private readonly float[] _sharp = new float[Room * Room];

        // Sums of all above and to the left, one more than modules each way.
        private readonly double[] _sums = new double[(Room + 1) * (Room + 1)];
        private int _size;

        /// <summary>Measures every module.</summary>
        /// <param name="image">The image.</param>
        /// <param name="map">How the symbol lies in it.</param>
        /// <param name="size">Modules of a side.</param>
        public void Measure(GrayImage image, Homography map, int size)
        {
            _size = size;
            for (int y = 0; y < size; y++)
            {
                for (int x = 0; x < size; x++)
                {
                    _gray[(y * Room) + x] = (float)Mean(image, map, x + 0.5, y + 0.5);
                }
            }
        }

        /// <summary>Tells dark from light.</summary>
        /// <param name="grid">Takes the modules.</param>
        /// <param name="sharpness">
        /// How much a module's difference from its neighbours is enlarged: blur mixes them; 0 for
        /// not at all.
        /// </param>
        public void Decide(QrGrid grid, float sharpness)
        {
            grid.Size = _size;
            Sharpen(sharpness);
            AddUp();
            for (int y = 0; y < _size; y++)
            {
                for (int x = 0; x < _size; x++)
                {
                    grid[x, y] = _sharp[(y * Room) + x] < MeanRound(x, y);
                }
            }
        }

        private static double Mean(GrayImage image, Homography map, double u, double v)
        {
            double sum = 0;
            for (int row = -1; row <= 1; row++)
            {
                for (int column = -1; column <= 1; column++)
                {
                    map.Map(u + (Spread * column), v + (Spread * row), out double x, out double y);
                    sum += image.At(x, y);
                }
            }
            return sum / 9;
        }

        private void Sharpen(float sharpness)
        {
            for (int y = 0; y < _size; y++)
            {
                for (int x = 0; x < _size; x++)
                {
                    int at = (y * Room) + x;
                    float here = _gray[at];
                    float left = x > 0 ? _gray[at - 1] : here;
                    float right = x < _size - 1 ? _gray[at + 1] : here;
                    float above = y > 0 ? _gray[at - Room] : here;
                    float below = y < _size - 1 ? _gray[at + Room] : here;
                    _sharp[at] = here + (sharpness * ((4 * here) - left - right - above - below));
                }
            }
        }

        private void AddUp()
        {
            const int Row = Room + 1;
            for (int y = 0; y < _size; y++)
            {
                double sum = 0;
                for (int x = 0; x < _size; x++)
                {
                    sum += _sharp[(y * Room) + x];
                    _sums[((y + 1) * Row) + x + 1] = _sums[(y * Row) + x + 1] + sum;
                }
            }
        }

        private double MeanRound(int x, int y)
        {
            const int Row = Room + 1;
            int left = Math.Max(x - Reach, 0);
            int right = Math.Min(x + Reach + 1, _size);
            int top = Math.Max(y - Reach, 0);
            int bottom = Math.Min(y + Reach + 1, _size);
            double sum = _sums[(bottom * Row) + right] - _sums[(top * Row) + right]
                - _sums[(bottom * Row) + left] + _sums[(top * Row) + left];
            return sum / ((right - left) * (bottom - top));
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// Which pixels are dark: darker than the mean of a window round them, which follows uneven
    /// light (after Bradley and Roth, Adaptive Thresholding Using the Integral Image, 2007).
    /// </summary>
    internal sealed class DarkMap
    {
        /// <summary>How much darker than the mean, in sixteenths: paper's own noise is not dark.</summary>
        private const int Share = 15;
        private const int Whole = 16;

        /// <summary>Keeps the sums of a window within an int.</summary>
        private const int MostRadius = 200;

        private bool[] _dark = new bool[0];
        private int[] _columns = new int[0];

        /// <summary>Columns.</summary>
        public int Width { get; private set; }

        /// <summary>Rows.</summary>
        public int Height { get; private set; }

        /// <summary>Dark or not, row by row.</summary>
        public bool[] Pixels => _dark;

        /// <summary>Whether the pixel at a place is dark; outside nothing is.</summary>
        public bool At(double x, double y)
        {
            int column = (int)x;
            int row = (int)y;
            return x >= 0 && y >= 0 && column < Width && row < Height && _dark[(row * Width) + column];
        }

        /// <summary>Sorts the pixels of an image.</summary>
        /// <param name="image">The image.</param>
        /// <param name="radius">Half the side of the window, in pixels.</param>
        public void Fill(GrayImage image, int radius)
        {
            Resize(image.Width, image.Height);
            int reach = Math.Max(1, Math.Min(radius, MostRadius));
            Array.Clear(_columns, 0, Width);
            for (int y = 0; y < Math.Min(reach, Height); y++)
            {
                Add(image, y, 1);
            }
            for (int y = 0; y < Height; y++)
            {
                if (y + reach < Height)
                {
                    Add(image, y + reach, 1);
                }
                if (y - reach - 1 >= 0)
                {
                    Add(image, y - reach - 1, -1);
                }
                int rows = Math.Min(y + reach, Height - 1) - Math.Max(y - reach, 0) + 1;
                FillRow(image.Pixels, y, reach, rows);
            }
        }

        private void FillRow(byte[] pixels, int y, int reach, int rows)
        {
            int[] columns = _columns;
            int start = y * Width;
            int sum = 0;
            for (int x = 0; x < Math.Min(reach, Width); x++)
            {
                sum += columns[x];
            }
            for (int x = 0; x < Width; x++)
            {
                int right = x + reach;
                int left = x - reach - 1;
                sum += right < Width ? columns[right] : 0;
                sum -= left >= 0 ? columns[left] : 0;
                int count = rows * (Math.Min(right, Width - 1) - Math.Max(left, -1));
                _dark[start + x] = pixels[start + x] * count * Whole < sum * Share;
            }
        }

        private void Add(GrayImage image, int y, int sign)
        {
            byte[] pixels = image.Pixels;
            int[] columns = _columns;
            int start = y * Width;
            for (int x = 0; x < Width; x++)
            {
                columns[x] += sign * pixels[start + x];
            }
        }

        private void Resize(int width, int height)
        {
            Width = width;
            Height = height;
            if (_dark.Length < width * height)
            {
                _dark = new bool[width * height];
            }
            if (_columns.Length < width)
            {
                _columns = new int[width];
            }
        }
    }
}

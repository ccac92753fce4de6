#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>A luminance image that keeps its memory from one frame to the next.</summary>
    internal sealed class GrayImage
    {
        /// <summary>Luminance, row by row from the top, without gaps.</summary>
        public byte[] Pixels { get; private set; } = new byte[0];

        /// <summary>Columns.</summary>
        public int Width { get; private set; }

        /// <summary>Rows.</summary>
        public int Height { get; private set; }

        /// <summary>Takes over an image.</summary>
        public void Copy(byte[] pixels, int width, int height, int stride)
        {
            Resize(width, height);
            for (int y = 0; y < height; y++)
            {
                Buffer.BlockCopy(pixels, y * stride, Pixels, y * width, width);
            }
        }

        /// <summary>Becomes another image at half its size, a mean of four pixels each.</summary>
        public void Halve(GrayImage image)
        {
            Resize(image.Width / 2, image.Height / 2);
            byte[] from = image.Pixels;
            for (int y = 0; y < Height; y++)
            {
                int upper = 2 * y * image.Width;
                int lower = upper + image.Width;
                int row = y * Width;
                for (int x = 0; x < Width; x++, upper += 2, lower += 2)
                {
                    int sum = from[upper] + from[upper + 1] + from[lower] + from[lower + 1];
                    Pixels[row + x] = (byte)((sum + 2) >> 2);
                }
            }
        }

        /// <summary>Becomes another image, softened by a binomial filter of 3 by 3 pixels.</summary>
        public void Soften(GrayImage image)
        {
            Resize(image.Width, image.Height);
            byte[] from = image.Pixels;
            int width = Width;
            for (int y = 0; y < Height; y++)
            {
                int row = y * width;
                int above = y > 0 ? row - width : row;
                int below = y < Height - 1 ? row + width : row;
                int before = from[above] + (2 * from[row]) + from[below];
                int here = before;
                for (int x = 0; x < width; x++)
                {
                    int next = x < width - 1 ? x + 1 : x;
                    int after = from[above + next] + (2 * from[row + next]) + from[below + next];
                    Pixels[row + x] = (byte)((before + (2 * here) + after + 8) >> 4);
                    before = here;
                    here = after;
                }
            }
        }

        /// <summary>Luminance at a place, linear between the middles of pixels; the edge goes on for ever.</summary>
        public double At(double x, double y)
        {
            // Written so that what is not a number is a place, too.
            x = x > 0.5 ? Math.Min(x - 0.5, Width - 1) : 0;
            y = y > 0.5 ? Math.Min(y - 0.5, Height - 1) : 0;
            int left = (int)x;
            int top = (int)y;
            double right = x - left;
            double bottom = y - top;
            int at = (top * Width) + left;
            int across = left < Width - 1 ? 1 : 0;
            int down = top < Height - 1 ? Width : 0;
            double upper = Pixels[at] + (right * (Pixels[at + across] - Pixels[at]));
            double lower = Pixels[at + down] + (right * (Pixels[at + down + across] - Pixels[at + down]));
            return upper + (bottom * (lower - upper));
        }

        private void Resize(int width, int height)
        {
            Width = width;
            Height = height;
            if (Pixels.Length < width * height)
            {
                Pixels = new byte[width * height];
            }
        }
    }
}

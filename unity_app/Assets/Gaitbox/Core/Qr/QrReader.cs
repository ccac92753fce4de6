#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// Reads QR codes (ISO/IEC 18004:2015, model 2, all versions, dark on light, also mirrored)
    /// from camera images. It keeps its memory from frame to frame; one thread at a time. Measured on
    /// a core of a server, 1280 x 960: 8 to 18 ms with a code, 16 ms of an empty room, 65 ms of noise.
    /// </summary>
    public sealed class QrReader
    {
        /// <summary>Smallest side of an image: version 1 with pixels as modules has 21.</summary>
        private const int SmallestSide = 21;

        /// <summary>Largest side; a camera on a headset has 1280.</summary>
        private const int LargestSide = 4096;

        /// <summary>Patterns and triples of them that are tried in an image: bounds the time.</summary>
        private const int MostPatterns = 10;
        private const int MostTriples = 12;

        private readonly GrayImage _image = new GrayImage();
        private readonly GrayImage _filtered = new GrayImage();
        private readonly DarkMap _map = new DarkMap();
        private readonly FinderSearch _search = new FinderSearch();
        private readonly SymbolReader _reader = new SymbolReader();
        private readonly FinderTriple[] _triples = new FinderTriple[MostTriples];

        /// <summary>Reads the QR code in an image; never throws for what is in it.</summary>
        /// <param name="luminance">Brightness of the pixels, 0 black, row by row.</param>
        /// <param name="width">Columns, at most 4096.</param>
        /// <param name="height">Rows, at most 4096.</param>
        /// <param name="stride">Bytes from row to row.</param>
        /// <returns>Its text; null if there is none, or the image is none.</returns>
        public string? Read(byte[] luminance, int width, int height, int stride)
        {
            bool sized = width >= SmallestSide && height >= SmallestSide
                && width <= LargestSide && height <= LargestSide && stride >= width;
            if (!sized || luminance.LongLength < ((long)stride * (height - 1)) + width)
            {
                return null;
            }
            _image.Copy(luminance, width, height, stride);
            int side = Math.Min(width, height);
            string? text = ReadImage(_image, side / 8);
            if (text != null)
            {
                return text;
            }
            // Grain goes with a softer image, uneven light with a smaller window.
            _filtered.Soften(_image);
            text = ReadImage(_filtered, side / 24);
            if (text != null || side < 2 * SmallestSide)
            {
                return text;
            }
            _filtered.Halve(_image);
            return ReadImage(_filtered, side / 16);
        }

        private string? ReadImage(GrayImage image, int radius)
        {
            _map.Fill(image, radius);
            _search.Search(_map);
            int count = FindTriples();
            _reader.Begin();
            for (int index = 0; index < count; index++)
            {
                string? text = _reader.Read(image, _triples[index]);
                if (text != null)
                {
                    return text;
                }
            }
            return null;
        }

        /// <summary>The triples that look most like a symbol's corners, the best first.</summary>
        private int FindTriples()
        {
            int count = 0;
            int patterns = Math.Min(_search.Count, MostPatterns);
            for (int a = 0; a < patterns; a++)
            {
                for (int b = a + 1; b < patterns; b++)
                {
                    for (int c = b + 1; c < patterns; c++)
                    {
                        count = Insert(_search[a], _search[b], _search[c], count);
                        count = Insert(_search[b], _search[c], _search[a], count);
                        count = Insert(_search[c], _search[a], _search[b], count);
                    }
                }
            }
            return count;
        }

        private int Insert(FinderPattern corner, FinderPattern one, FinderPattern two, int count)
        {
            if (!FinderTriple.TryMake(corner, one, two, out FinderTriple triple))
            {
                return count;
            }
            int at = count;
            while (at > 0 && triple.Flaw < _triples[at - 1].Flaw)
            {
                if (at < MostTriples)
                {
                    _triples[at] = _triples[at - 1];
                }
                at--;
            }
            if (at < MostTriples)
            {
                _triples[at] = triple;
            }
            return Math.Min(count + 1, MostTriples);
        }
    }
}

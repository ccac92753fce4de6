#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>A projective map from the plane of a symbol, in modules, to an image, in pixels.</summary>
    internal readonly struct Homography
    {
        private readonly double _xu;
        private readonly double _xv;
        private readonly double _x1;
        private readonly double _yu;
        private readonly double _yv;
        private readonly double _y1;
        private readonly double _wu;
        private readonly double _wv;
        private readonly double _w1;

        /// <summary>The map whose matrix has these elements, row by row.</summary>
        /// <param name="elements">Nine numbers.</param>
        public Homography(ReadOnlySpan<double> elements)
        {
            _xu = elements[0];
            _xv = elements[1];
            _x1 = elements[2];
            _yu = elements[3];
            _yv = elements[4];
            _y1 = elements[5];
            _wu = elements[6];
            _wv = elements[7];
            _w1 = elements[8];
        }

        /// <summary>Where a point of the plane is in the image.</summary>
        public void Map(double u, double v, out double x, out double y)
        {
            double w = (_wu * u) + (_wv * v) + _w1;
            // A point on the horizon is nowhere; far off the image will do for it.
            w = Math.Abs(w) < 1e-12 ? 1e-12 : w;
            x = ((_xu * u) + (_xv * v) + _x1) / w;
            y = ((_yu * u) + (_yv * v) + _y1) / w;
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>Works out which version a symbol is and how it lies in the image.</summary>
    internal sealed class SymbolPlacer
    {
        private const double Half = FinderPattern.HalfSide;

        /// <summary>How much of the finder patterns' contrast timing and alignment patterns show at least.</summary>
        private const double LeastTiming = 0.2;
        private const double LeastAlignment = 0.2;

        /// <summary>Modules within which the first alignment pattern is looked for, and the others then.</summary>
        private const double WideReach = 4;
        private const double NarrowReach = 1.25;

        private readonly QrLayout _layout;
        private readonly HomographyFit _fit = new HomographyFit();
        private GrayImage _image = new GrayImage();
        private FinderTriple _triple;
        private double _contrast;

        /// <summary>Places symbols and lays them out.</summary>
        public SymbolPlacer(QrLayout layout)
        {
            _layout = layout;
        }

        /// <summary>How the symbol lies by its finder patterns alone.</summary>
        public Homography Rough { get; private set; }

        /// <summary>Takes a symbol's finder patterns.</summary>
        public void Begin(GrayImage image, FinderTriple triple)
        {
            _image = image;
            _triple = triple;
        }

        /// <summary>The version whose timing patterns fit, other than one that was tried.</summary>
        /// <param name="tried">Version to leave out; 0 for none.</param>
        /// <returns>0 if there is none.</returns>
        public int FindVersion(int tried)
        {
            double size = _triple.RoughSize;
            double slack = 4 + (0.12 * size);
            int best = 0;
            double most = LeastTiming;
            for (int version = QrLayout.FirstVersion; version <= QrLayout.LastVersion; version++)
            {
                if (version == tried || Math.Abs(QrLayout.SizeOf(version) - size) > slack)
                {
                    continue;
                }
                Homography map = FromFinders(QrLayout.SizeOf(version));
                double fit = TimingFit(map, QrLayout.SizeOf(version));
                if (fit > most)
                {
                    most = fit;
                    best = version;
                }
            }
            return best;
        }

        /// <summary>Lays out a version and takes its rough place.</summary>
        public void Take(int version)
        {
            _layout.Lay(version);
            Rough = FromFinders(_layout.Size);
            _contrast = FinderContrast(Rough, _layout.Size);
        }

        /// <summary>The place by the finder patterns and the alignment pattern opposite, where it is found.</summary>
        public bool TryCorner(out Homography map)
        {
            map = Rough;
            if (_layout.Centres.Length == 0)
            {
                return false;
            }
            double middle = _layout.Size - 6.5;
            if (!TryAlignment(Rough, middle, middle, WideReach, out double x, out double y))
            {
                return false;
            }
            AddFinders();
            _fit.Add(middle, middle, x, y);
            return _fit.TrySolve(out map);
        }

        /// <summary>The place nearest to all alignment patterns that are found.</summary>
        /// <param name="from">The place that is known.</param>
        /// <param name="map">The better one.</param>
        public bool TryAll(Homography from, out Homography map)
        {
            map = from;
            ReadOnlySpan<int> centres = _layout.Centres;
            AddFinders();
            int found = 0;
            for (int row = 0; row < centres.Length; row++)
            {
                for (int column = 0; column < centres.Length; column++)
                {
                    double u = centres[column] + 0.5;
                    double v = centres[row] + 0.5;
                    if (_layout.HasAlignment(column, row)
                        && TryAlignment(from, u, v, NarrowReach, out double x, out double y))
                    {
                        _fit.Add(u, v, x, y);
                        found++;
                    }
                }
            }
            return found > 1 && _fit.TrySolve(out map);
        }

        private void AddFinders()
        {
            double far = _layout.Size - Half;
            _fit.Clear(Math.Max(_image.Width, _image.Height), _layout.Size);
            _fit.Add(Half, Half, _triple.Corner.X, _triple.Corner.Y);
            _fit.Add(far, Half, _triple.Right.X, _triple.Right.Y);
            _fit.Add(Half, far, _triple.Below.X, _triple.Below.Y);
        }

        /// <summary>
        /// The map through three points whose depths are known: areas shrink with the third power
        /// of the depth, and the depth is linear in the plane.
        /// </summary>
        private Homography FromFinders(int size)
        {
            double side = size - (2 * Half);
            double corner = Depth(_triple.Corner);
            double right = Depth(_triple.Right);
            double below = Depth(_triple.Below);
            Span<double> elements = stackalloc double[9];
            Row(elements, 0, corner * _triple.Corner.X, right * _triple.Right.X, below * _triple.Below.X, side);
            Row(elements, 3, corner * _triple.Corner.Y, right * _triple.Right.Y, below * _triple.Below.Y, side);
            Row(elements, 6, corner, right, below, side);
            return new Homography(elements);
        }

        private static double Depth(FinderPattern pattern) => Math.Pow(pattern.Area, -1.0 / 3);

        /// <summary>A linear function of the plane by its values at the three finder patterns.</summary>
        private static void Row(
            Span<double> elements, int at, double corner, double right, double below, double side)
        {
            double u = (right - corner) / side;
            double v = (below - corner) / side;
            elements[at] = u;
            elements[at + 1] = v;
            elements[at + 2] = corner - (Half * (u + v));
        }

        /// <summary>How far dark and light modules of both timing patterns are apart, in finder patterns' contrast.</summary>
        private double TimingFit(Homography map, int size)
        {
            double contrast = FinderContrast(map, size);
            double middle = QrLayout.Timing + 0.5;
            double across = 0;
            double down = 0;
            int count = 0;
            for (int index = 8; index < size - 8; index++, count++)
            {
                int sign = index % 2 == 0 ? -1 : 1;
                across += sign * Gray(map, index + 0.5, middle);
                down += sign * Gray(map, middle, index + 0.5);
            }
            // One more is dark than light.
            double dark = Gray(map, Half, Half);
            double fit = Math.Min(across, down) + dark;
            return contrast < 1 ? 0 : 2 * fit / ((count + 1) * contrast);
        }

        /// <summary>Light less dark in the finder patterns' rings and middles.</summary>
        private double FinderContrast(Homography map, int size)
        {
            double far = size - Half;
            return (RingContrast(map, Half, Half) + RingContrast(map, far, Half)
                + RingContrast(map, Half, far)) / 3;
        }

        private double RingContrast(Homography map, double u, double v)
        {
            double light = Gray(map, u - 2, v) + Gray(map, u + 2, v) + Gray(map, u, v - 2) + Gray(map, u, v + 2);
            return (light / 4) - Gray(map, u, v);
        }

        private double Gray(Homography map, double u, double v)
        {
            map.Map(u, v, out double x, out double y);
            return _image.At(x, y);
        }

        /// <summary>Looks for an alignment pattern near where it should be.</summary>
        private bool TryAlignment(
            Homography map, double u, double v, double reach, out double x, out double y)
        {
            const double Coarse = 0.5;
            const double Fine = 0.125;
            double bestU = u;
            double bestV = v;
            double most = BestNear(map, ref bestU, ref bestV, reach, Coarse);
            most = Math.Max(most, BestNear(map, ref bestU, ref bestV, Coarse, Fine));
            map.Map(bestU, bestV, out x, out y);
            return most > LeastAlignment * _contrast && _contrast > 0;
        }

        private double BestNear(Homography map, ref double u, ref double v, double reach, double step)
        {
            double most = double.NegativeInfinity;
            double bestU = u;
            double bestV = v;
            for (double du = -reach; du <= reach; du += step)
            {
                for (double dv = -reach; dv <= reach; dv += step)
                {
                    double fit = AlignmentFit(map, u + du, v + dv);
                    if (fit > most)
                    {
                        most = fit;
                        bestU = u + du;
                        bestV = v + dv;
                    }
                }
            }
            u = bestU;
            v = bestV;
            return most;
        }

        /// <summary>Light ring less dark middle and dark border of an alignment pattern.</summary>
        private double AlignmentFit(Homography map, double u, double v)
        {
            double light = 0;
            double border = 0;
            for (int side = -2; side <= 2; side++)
            {
                border += Gray(map, u + side, v - 2) + Gray(map, u + side, v + 2);
                if (Math.Abs(side) < 2)
                {
                    border += Gray(map, u - 2, v + side) + Gray(map, u + 2, v + side);
                    light += Gray(map, u + side, v - 1) + Gray(map, u + side, v + 1);
                }
            }
            light += Gray(map, u - 1, v) + Gray(map, u + 1, v);
            double middle = Gray(map, u, v);
            return (light / 8) - ((border + (2 * middle)) / 18);
        }
    }
}

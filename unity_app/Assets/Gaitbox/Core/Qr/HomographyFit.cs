#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// The homography through four points or nearest to more of them: the linear equations of each
    /// pair (Hartley and Zisserman, Multiple View Geometry, 2003, section 4.1), with the last
    /// element 1, by least squares.
    /// </summary>
    internal sealed class HomographyFit
    {
        private const int Unknowns = 8;

        // The normal equations, with their right side as the last column.
        private readonly double[,] _sums = new double[Unknowns, Unknowns + 1];
        private readonly double[] _row = new double[Unknowns + 1];
        private readonly double[] _elements = new double[9];
        private double _scale = 1;

        /// <summary>Forgets all points.</summary>
        /// <param name="scale">Size of the image; it is divided by it, so that the numbers are alike.</param>
        /// <param name="side">Size of the plane, as well.</param>
        public void Clear(double scale, double side)
        {
            Array.Clear(_sums, 0, _sums.Length);
            _scale = scale;
            Side = side;
        }

        private double Side { get; set; } = 1;

        /// <summary>A point of the plane and where it is in the image.</summary>
        public void Add(double u, double v, double x, double y)
        {
            u /= Side;
            v /= Side;
            x /= _scale;
            y /= _scale;
            Equation(0, u, v, x);
            Equation(3, u, v, y);
        }

        /// <summary>The map.</summary>
        /// <returns>False if the points do not fix one.</returns>
        public bool TrySolve(out Homography map)
        {
            map = default;
            for (int pivot = 0; pivot < Unknowns; pivot++)
            {
                if (!Eliminate(pivot))
                {
                    return false;
                }
            }
            for (int index = 0; index < Unknowns; index++)
            {
                double value = _sums[index, Unknowns] / _sums[index, index];
                bool image = index < 6;
                _elements[index] = value * (image ? _scale : 1) / (index % 3 == 2 ? 1 : Side);
            }
            _elements[8] = 1;
            map = new Homography(_elements);
            return true;
        }

        private void Equation(int first, double u, double v, double value)
        {
            Array.Clear(_row, 0, _row.Length);
            _row[first] = u;
            _row[first + 1] = v;
            _row[first + 2] = 1;
            _row[6] = -u * value;
            _row[7] = -v * value;
            _row[8] = value;
            for (int i = 0; i < Unknowns; i++)
            {
                for (int j = 0; j <= Unknowns; j++)
                {
                    _sums[i, j] += _row[i] * _row[j];
                }
            }
        }

        /// <summary>One step of Gauss and Jordan's elimination, with the largest element as pivot.</summary>
        private bool Eliminate(int pivot)
        {
            int best = pivot;
            for (int row = pivot + 1; row < Unknowns; row++)
            {
                best = Math.Abs(_sums[row, pivot]) > Math.Abs(_sums[best, pivot]) ? row : best;
            }
            if (!(Math.Abs(_sums[best, pivot]) > 1e-14))
            {
                return false;
            }
            for (int column = 0; column <= Unknowns; column++)
            {
                (_sums[pivot, column], _sums[best, column]) = (_sums[best, column], _sums[pivot, column]);
            }
            for (int row = 0; row < Unknowns; row++)
            {
                double factor = row == pivot ? 0 : _sums[row, pivot] / _sums[pivot, pivot];
                for (int column = pivot; column <= Unknowns; column++)
                {
                    _sums[row, column] -= factor * _sums[pivot, column];
                }
            }
            return true;
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>
    /// Corrects a block of a QR code (ISO/IEC 18004:2015, section 7.5 and annex B): syndromes,
    /// Berlekamp-Massey, Chien's search, Forney's values. The generator's roots begin at 2^0.
    /// </summary>
    internal sealed class ReedSolomon
    {
        /// <summary>Most error correction codewords of a block (table 9), with room for the products.</summary>
        private const int Room = 64;

        private readonly int[] _syndromes = new int[Room];
        private readonly int[] _places = new int[Room];
        private int[] _locator = new int[Room];
        private int[] _before = new int[Room];
        private int[] _spare = new int[Room];

        /// <summary>Corrects a block in its place.</summary>
        /// <param name="block">Data codewords, then error correction codewords; at most 255.</param>
        /// <param name="length">How many of both.</param>
        /// <param name="parity">How many of them are for error correction.</param>
        /// <param name="most">Most wrong codewords to believe in (table 9).</param>
        /// <returns>Whether it is a codeword now; if not, it is left as it may be.</returns>
        public bool TryCorrect(byte[] block, int length, int parity, int most)
        {
            if (!FindSyndromes(block, length, parity))
            {
                return true;
            }
            int errors = FindLocator(parity);
            return errors <= most
                && FindPlaces(length, errors)
                && Repair(block, length, parity, errors)
                && !FindSyndromes(block, length, parity);
        }

        /// <summary>Values of the block at the roots; false if all are 0, as they should be.</summary>
        private bool FindSyndromes(byte[] block, int length, int parity)
        {
            bool wrong = false;
            for (int root = 0; root < parity; root++)
            {
                int x = GaloisField.Power(root);
                int value = 0;
                for (int index = 0; index < length; index++)
                {
                    value = GaloisField.Multiply(value, x) ^ block[index];
                }
                _syndromes[root] = value;
                wrong |= value != 0;
            }
            return wrong;
        }

        /// <summary>Berlekamp and Massey's shortest recurrence of the syndromes; its length.</summary>
        private int FindLocator(int parity)
        {
            Array.Clear(_locator, 0, Room);
            Array.Clear(_before, 0, Room);
            _locator[0] = _before[0] = 1;
            int length = 0;
            int shift = 1;
            int last = 1;
            for (int step = 0; step < parity; step++)
            {
                int gap = Discrepancy(step, length);
                if (gap == 0)
                {
                    shift++;
                    continue;
                }
                bool longer = 2 * length <= step;
                Array.Copy(_locator, _spare, Room);
                int factor = GaloisField.Divide(gap, last);
                for (int index = 0; index + shift < Room; index++)
                {
                    _locator[index + shift] ^= GaloisField.Multiply(factor, _before[index]);
                }
                shift++;
                if (longer)
                {
                    length = step + 1 - length;
                    (_before, _spare) = (_spare, _before);
                    last = gap;
                    shift = 1;
                }
            }
            return length;
        }

        private int Discrepancy(int step, int length)
        {
            int gap = _syndromes[step];
            for (int index = 1; index <= length; index++)
            {
                gap ^= GaloisField.Multiply(_locator[index], _syndromes[step - index]);
            }
            return gap;
        }

        /// <summary>Chien's search: the powers at which the locator is 0; false if some are missing.</summary>
        private bool FindPlaces(int length, int errors)
        {
            int found = 0;
            for (int power = 0; power < length && found < errors; power++)
            {
                if (LocatorAt(-power, errors) == 0)
                {
                    _places[found] = power;
                    found++;
                }
            }
            return found == errors;
        }

        private int LocatorAt(int power, int errors)
        {
            int x = GaloisField.Power(power);
            int value = 0;
            for (int index = errors; index >= 0; index--)
            {
                value = GaloisField.Multiply(value, x) ^ _locator[index];
            }
            return value;
        }

        /// <summary>Forney's values, added at their places.</summary>
        private bool Repair(byte[] block, int length, int parity, int errors)
        {
            for (int term = 0; term < parity; term++)
            {
                // The evaluator: syndromes times locator, cut at x^parity.
                int sum = 0;
                for (int index = 0; index <= Math.Min(term, errors); index++)
                {
                    sum ^= GaloisField.Multiply(_locator[index], _syndromes[term - index]);
                }
                _spare[term] = sum;
            }
            for (int error = 0; error < errors; error++)
            {
                int power = _places[error];
                int inverse = GaloisField.Power(-power);
                int slope = Slope(inverse, errors);
                if (slope == 0)
                {
                    return false;
                }
                int value = 0;
                for (int index = parity - 1; index >= 0; index--)
                {
                    value = GaloisField.Multiply(value, inverse) ^ _spare[index];
                }
                value = GaloisField.Multiply(value, GaloisField.Power(power));
                block[length - 1 - power] ^= (byte)GaloisField.Divide(value, slope);
            }
            return true;
        }

        /// <summary>The locator's derivative; in this field only odd powers have one.</summary>
        private int Slope(int x, int errors)
        {
            int square = GaloisField.Multiply(x, x);
            int value = 0;
            for (int index = errors % 2 == 1 ? errors : errors - 1; index > 0; index -= 2)
            {
                value = GaloisField.Multiply(value, square) ^ _locator[index];
            }
            return value;
        }
    }
}

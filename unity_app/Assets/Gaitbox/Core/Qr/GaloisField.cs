#nullable enable
namespace Gaitbox.Core
{
    /// <summary>
    /// Arithmetic of bytes in GF(2^8) with the polynomial x^8 + x^4 + x^3 + x^2 + 1
    /// (ISO/IEC 18004:2015, section 7.5.2); 2 is the primitive element.
    /// </summary>
    internal static class GaloisField
    {
        private const int Polynomial = 0x11D;
        private const int Order = 255;

        private static readonly byte[] Powers = new byte[2 * Order];
        private static readonly byte[] Logarithms = new byte[256];

        static GaloisField()
        {
            int value = 1;
            for (int power = 0; power < Order; power++)
            {
                Powers[power] = (byte)value;
                Powers[power + Order] = (byte)value;
                Logarithms[value] = (byte)power;
                value <<= 1;
                value = value > 255 ? value ^ Polynomial : value;
            }
        }

        /// <summary>2 to a power; any power, also a negative one.</summary>
        public static int Power(int power) => Powers[((power % Order) + Order) % Order];

        /// <summary>Product of two bytes.</summary>
        public static int Multiply(int left, int right) =>
            left == 0 || right == 0 ? 0 : Powers[Logarithms[left] + Logarithms[right]];

        /// <summary>Quotient of two bytes; the divisor is not 0.</summary>
        public static int Divide(int left, int right) =>
            left == 0 ? 0 : Powers[Logarithms[left] + Order - Logarithms[right]];
    }
}

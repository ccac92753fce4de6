#nullable enable
namespace Gaitbox.Core
{
    /// <summary>Levels of error correction, by the bits that stand for them (table 12).</summary>
    internal enum QrLevel
    {
        /// <summary>About 15 % of the codewords.</summary>
        M = 0,

        /// <summary>About 7 %.</summary>
        L = 1,

        /// <summary>About 30 %.</summary>
        H = 2,

        /// <summary>About 25 %.</summary>
        Q = 3,
    }

    /// <summary>
    /// The format information of a symbol: level and mask in 15 bits of a BCH code
    /// (ISO/IEC 18004:2015, section 7.9 and annex C).
    /// </summary>
    internal static class QrFormat
    {
        /// <summary>x^10 + x^8 + x^5 + x^4 + x^2 + x + 1.</summary>
        private const int Generator = 0x537;
        private const int Mask = 0x5412;

        /// <summary>The code's words differ in 7 bits at least, so 3 wrong ones are made good.</summary>
        private const int MostWrong = 3;

        /// <summary>The 15 bits of a level and a mask, as the symbol has them.</summary>
        public static int Encode(QrLevel level, int mask)
        {
            int data = ((int)level << 3) | mask;
            int rest = data << 10;
            for (int bit = 14; bit >= 10; bit--)
            {
                if ((rest & (1 << bit)) != 0)
                {
                    rest ^= Generator << (bit - 10);
                }
            }
            return ((data << 10) | rest) ^ Mask;
        }

        /// <summary>Level and mask of what was read.</summary>
        /// <returns>False if no word of the code is near enough.</returns>
        public static bool TryDecode(int bits, out QrLevel level, out int mask)
        {
            for (int data = 0; data < 32; data++)
            {
                level = (QrLevel)(data >> 3);
                mask = data & 7;
                if (Ones(bits ^ Encode(level, mask)) <= MostWrong)
                {
                    return true;
                }
            }
            level = QrLevel.M;
            mask = 0;
            return false;
        }

        private static int Ones(int bits)
        {
            int count = 0;
            for (; bits != 0; bits &= bits - 1)
            {
                count++;
            }
            return count;
        }
    }
}

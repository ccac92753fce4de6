#nullable enable
namespace Gaitbox.Core
{
    /// <summary>
    /// How the codewords of a symbol are divided into blocks (ISO/IEC 18004:2015, table 9). The
    /// first blocks have one data codeword less than the last where they are not all alike.
    /// </summary>
    internal static class QrBlocks
    {
        // By level in the order of QrLevel, then by version.
        private static readonly byte[][] ParityOfBlock =
        {
            new byte[] // M
            {
                10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
                26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
            },
            new byte[] // L
            {
                7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
                28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
            },
            new byte[] // H
            {
                17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
                30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
            },
            new byte[] // Q
            {
                13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
                28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30,
            },
        };

        private static readonly byte[][] BlockCount =
        {
            new byte[] // M
            {
                1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
                17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
            },
            new byte[] // L
            {
                1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8,
                8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25,
            },
            new byte[] // H
            {
                1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
                25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
            },
            new byte[] // Q
            {
                1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20,
                23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68,
            },
        };

        /// <summary>Error correction codewords of each block.</summary>
        public static int Parity(int version, QrLevel level) => ParityOfBlock[(int)level][version - 1];

        /// <summary>Number of blocks.</summary>
        public static int Count(int version, QrLevel level) => BlockCount[(int)level][version - 1];

        /// <summary>
        /// Most wrong codewords of a block that are made good: half of those for error correction,
        /// less those that only tell of wrong reading in small symbols.
        /// </summary>
        public static int MostWrong(int version, QrLevel level)
        {
            int misread = 0;
            if (version == 1)
            {
                misread = level == QrLevel.L ? 3 : level == QrLevel.M ? 2 : 1;
            }
            else if (level == QrLevel.L && version <= 3)
            {
                misread = version == 2 ? 2 : 1;
            }
            return (Parity(version, level) - misread) / 2;
        }
    }
}

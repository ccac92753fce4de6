#nullable enable
using System.Text;

namespace Gaitbox.Core
{
    /// <summary>
    /// The text in data codewords (ISO/IEC 18004:2015, section 7.4): numbers, alphanumeric
    /// characters and bytes. Bytes are UTF-8 where they can be, else ISO/IEC 8859-1; what an ECI
    /// says of them is not needed for that. Symbols with kanji, or that are a part of several, are
    /// not read: no pairing link has them.
    /// </summary>
    internal static class QrText
    {
        private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

        private const int ModeBits = 4;
        private const int End = 0;
        private const int Numbers = 1;
        private const int Letters = 2;
        private const int Bytes = 4;
        private const int FirstOfIndustry = 5;
        private const int Eci = 7;
        private const int SecondOfIndustry = 9;

        private static readonly Encoding Utf8 = new UTF8Encoding(false, true);
        private static readonly Encoding Latin1 = Encoding.GetEncoding(28591);

        /// <summary>The text.</summary>
        /// <param name="data">Data codewords of all blocks.</param>
        /// <param name="count">How many.</param>
        /// <param name="version">Version of the symbol.</param>
        /// <returns>Null if there is none, or of another kind.</returns>
        public static string? Read(byte[] data, int count, int version)
        {
            var bits = new QrBits(data, count);
            var text = new StringBuilder();
            while (bits.Left >= ModeBits)
            {
                int mode = bits.Take(ModeBits);
                if (mode == End)
                {
                    break;
                }
                if (!TryAppend(text, mode, ref bits, version))
                {
                    return null;
                }
            }
            return text.Length == 0 ? null : text.ToString();
        }

        private static bool TryAppend(StringBuilder text, int mode, ref QrBits bits, int version)
        {
            switch (mode)
            {
                case Numbers:
                    return TryNumbers(text, bits.Take(CountBits(version, 10, 12, 14)), ref bits);
                case Letters:
                    return TryLetters(text, bits.Take(CountBits(version, 9, 11, 13)), ref bits);
                case Bytes:
                    return TryBytes(text, bits.Take(CountBits(version, 8, 16, 16)), ref bits);
                case FirstOfIndustry:
                    return true;
                case SecondOfIndustry:
                    return bits.Take(8) >= 0;
                case Eci:
                    return TrySkipEci(ref bits);
                default:
                    return false;
            }
        }

        /// <summary>Bits of a count of characters (table 3).</summary>
        private static int CountBits(int version, int small, int middle, int large) =>
            version < 10 ? small : version < 27 ? middle : large;

        private static bool TryNumbers(StringBuilder text, int count, ref QrBits bits)
        {
            for (int left = count; left > 0; left -= 3)
            {
                int digits = left < 3 ? left : 3;
                int value = bits.Take((3 * digits) + 1);
                if (value < 0 || value >= (digits == 3 ? 1000 : digits == 2 ? 100 : 10))
                {
                    return false;
                }
                for (int unit = digits == 3 ? 100 : digits == 2 ? 10 : 1; unit > 0; unit /= 10)
                {
                    text.Append((char)('0' + (value / unit % 10)));
                }
            }
            return count >= 0;
        }

        private static bool TryLetters(StringBuilder text, int count, ref QrBits bits)
        {
            int kinds = Alphanumeric.Length;
            for (int left = count; left > 0; left -= 2)
            {
                int value = bits.Take(left == 1 ? 6 : 11);
                if (value < 0 || value >= (left == 1 ? kinds : kinds * kinds))
                {
                    return false;
                }
                if (left > 1)
                {
                    text.Append(Alphanumeric[value / kinds]);
                }
                text.Append(Alphanumeric[value % kinds]);
            }
            return count >= 0;
        }

        private static bool TryBytes(StringBuilder text, int count, ref QrBits bits)
        {
            if (count < 0 || 8 * count > bits.Left)
            {
                return false;
            }
            var bytes = new byte[count];
            for (int index = 0; index < count; index++)
            {
                bytes[index] = (byte)bits.Take(8);
            }
            try
            {
                text.Append(Utf8.GetString(bytes));
            }
            catch (DecoderFallbackException)
            {
                text.Append(Latin1.GetString(bytes));
            }
            return true;
        }

        /// <summary>One, two or three bytes, told by the leading bits (table 4).</summary>
        private static bool TrySkipEci(ref QrBits bits)
        {
            int first = bits.Take(8);
            int more = first < 0x80 ? 0 : first < 0xC0 ? 8 : first < 0xE0 ? 16 : -1;
            return first >= 0 && more >= 0 && bits.Take(more) >= 0;
        }
    }
}

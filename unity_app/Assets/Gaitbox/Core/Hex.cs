#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>Bytes as hexadecimal digits, as the protocol writes them: lower case, no separators.</summary>
    internal static class Hex
    {
        private const string Digits = "0123456789abcdef";

        /// <summary>Bytes as digits, two each.</summary>
        public static string Encode(byte[] bytes)
        {
            var text = new char[bytes.Length * 2];
            for (int index = 0; index < bytes.Length; index++)
            {
                text[2 * index] = Digits[bytes[index] >> 4];
                text[(2 * index) + 1] = Digits[bytes[index] & 15];
            }
            return new string(text);
        }

        /// <summary>Digits as bytes.</summary>
        /// <exception cref="FormatException">It is no even number of digits.</exception>
        public static byte[] Decode(string text)
        {
            if (text.Length % 2 != 0 || !Is(text, text.Length))
            {
                throw new FormatException("not hexadecimal digits");
            }
            var bytes = new byte[text.Length / 2];
            for (int index = 0; index < bytes.Length; index++)
            {
                bytes[index] = (byte)((Value(text[2 * index]) << 4) | Value(text[(2 * index) + 1]));
            }
            return bytes;
        }

        /// <summary>Whether a text is so many hexadecimal digits and nothing else.</summary>
        public static bool Is(string? text, int length)
        {
            if (text == null || text.Length != length)
            {
                return false;
            }
            foreach (char digit in text)
            {
                if (Value(digit) < 0)
                {
                    return false;
                }
            }
            return true;
        }

        /// <summary>The value of a digit of either case; -1 if it is none.</summary>
        public static int Value(char digit)
        {
            if (digit >= '0' && digit <= '9')
            {
                return digit - '0';
            }
            int letter = digit | 0x20;
            return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
        }
    }
}

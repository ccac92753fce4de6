#nullable enable
using Gaitbox.Presenters;

namespace Gaitbox.App.Tests
{
    /// <summary>Pictures of codes; the modules are rows of hexadecimal digits, made with segno.</summary>
    internal static class QrPictures
    {
        public const string LinkText = "https://192.168.1.20:8771/#pair=AAAAAAAAAAAAAAAAAAAAAA&fp="
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

        private const int Module = 4;
        private const int Margin = 4;

        /// <summary>A pairing link, see <see cref="LinkText"/>.</summary>
        public static readonly ScanPicture Link = Draw(
            41,
            "fe5e6c093f8.8287aa36208.ba1584b3ae8.ba92c8dd2e8.ba213723ae8.82d1a416a08.feaaaaaabf8.0079"
                + "063a000.fb8596fe550.fdea2c092d8.9b812c7ed80.052b0480258.b75948dc570.fda3b763a88.a6b82c9a"
                + "c60.2dd29e226d0.675486f7d20.651eac21698.13076c78180.0514a6abcc0.cf8348cdd70.1d6937272c8."
                + "47e52456380.8cc91f826d0.ae2506d7538.1dfaac61298.7e496818160.c5d28490100.afc948ddd78.cce3"
                + "37672d8.8b5d2cbacc0.a0328fb38d8.abd506befb8.00de2c418a8.fea7881dab0.820526aa890.bac348fe"
                + "fb8.ba88b700c48.bac3a4152a0.82a98eb1910.fea506be760");

        /// <summary>A code of somebody else.</summary>
        public static readonly ScanPicture Other = Draw(
            21,
            "fecbf8.82fa08.bae2e8.ba6ae8.ba02e8.829a08.feabf8.009000.3ad738.6cdd78.8ee2c8.352780.9fec"
                + "a0.00ba58.fe6528.825c48.ba9520.bae320.baaca0.823fa8.fe68a0");

        /// <summary>A white wall.</summary>
        public static readonly ScanPicture Nothing = Draw(21, "");

        private static ScanPicture Draw(int size, string digits)
        {
            string[] rows = digits.Split('.');
            int side = Module * (size + (2 * Margin));
            var pixels = new byte[side * side];
            for (int at = 0; at < pixels.Length; at++)
            {
                int x = (at % side / Module) - Margin;
                int y = (at / side / Module) - Margin;
                bool inside = x >= 0 && y >= 0 && x < size && y < rows.Length && rows[y].Length > 0;
                bool dark = inside && (Digit(rows[y][x / 4]) >> (3 - (x % 4)) & 1) == 1;
                pixels[at] = (byte)(dark ? 20 : 235);
            }
            return new ScanPicture(pixels, side, side);
        }

        private static int Digit(char digit) => digit <= '9' ? digit - '0' : digit - 'a' + 10;
    }
}

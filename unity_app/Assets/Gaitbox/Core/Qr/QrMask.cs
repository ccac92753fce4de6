#nullable enable
namespace Gaitbox.Core
{
    /// <summary>The eight patterns that data is masked with (ISO/IEC 18004:2015, table 10).</summary>
    internal static class QrMask
    {
        /// <summary>Whether a mask inverts a module.</summary>
        /// <param name="mask">0 to 7.</param>
        /// <param name="x">Column; j in the table.</param>
        /// <param name="y">Row; i in the table.</param>
        public static bool Inverts(int mask, int x, int y)
        {
            switch (mask)
            {
                case 0:
                    return (y + x) % 2 == 0;
                case 1:
                    return y % 2 == 0;
                case 2:
                    return x % 3 == 0;
                case 3:
                    return (y + x) % 3 == 0;
                case 4:
                    return ((y / 2) + (x / 3)) % 2 == 0;
                case 5:
                    return (y * x % 2) + (y * x % 3) == 0;
                case 6:
                    return ((y * x % 2) + (y * x % 3)) % 2 == 0;
                default:
                    return (((y + x) % 2) + (y * x % 3)) % 2 == 0;
            }
        }
    }
}

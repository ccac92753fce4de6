#nullable enable
namespace Gaitbox.Core
{
    /// <summary>The modules of a symbol, dark or light.</summary>
    internal sealed class QrGrid
    {
        private readonly bool[] _dark = new bool[QrLayout.LargestSize * QrLayout.LargestSize];

        /// <summary>Modules of a side.</summary>
        public int Size { get; set; }

        /// <summary>Whether a module is dark; columns from the left, rows from the top.</summary>
        public bool this[int x, int y]
        {
            get => _dark[(y * QrLayout.LargestSize) + x];
            set => _dark[(y * QrLayout.LargestSize) + x] = value;
        }

        /// <summary>Columns become rows: the symbol as a mirror shows it.</summary>
        public void Transpose()
        {
            for (int y = 0; y < Size; y++)
            {
                for (int x = 0; x < y; x++)
                {
                    (this[x, y], this[y, x]) = (this[y, x], this[x, y]);
                }
            }
        }
    }
}

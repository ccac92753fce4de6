#nullable enable
namespace Gaitbox.Core
{
    /// <summary>Takes bits off data codewords, the most significant first.</summary>
    internal struct QrBits
    {
        private readonly byte[] _data;
        private readonly int _end;
        private int _at;

        /// <summary>Bits of the first codewords.</summary>
        public QrBits(byte[] data, int count)
        {
            _data = data;
            _end = 8 * count;
            _at = 0;
        }

        /// <summary>How many are left.</summary>
        public int Left => _end - _at;

        /// <summary>Takes so many, at most 24.</summary>
        /// <returns>Their value; -1 if there are not so many.</returns>
        public int Take(int count)
        {
            if (count > Left)
            {
                return -1;
            }
            int value = 0;
            for (int taken = 0; taken < count; taken++, _at++)
            {
                value = (value << 1) | ((_data[_at / 8] >> (7 - (_at % 8))) & 1);
            }
            return value;
        }
    }
}

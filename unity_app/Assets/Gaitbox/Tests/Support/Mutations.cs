#nullable enable
using System;

namespace Gaitbox.Core.Tests
{
    /// <summary>Random bytes, and right bytes with some of them changed, from a fixed seed.</summary>
    internal sealed class Mutations
    {
        /// <summary>How many inputs a fuzz test tries.</summary>
        public const int Count = 20000;

        private readonly Random _random;

        /// <summary>Mutations of a seed.</summary>
        public Mutations(int seed)
        {
            _random = new Random(seed);
        }

        /// <summary>A number from 0 up to, not including, a limit.</summary>
        public int Next(int limit) => _random.Next(limit);

        /// <summary>Random bytes, at most so many.</summary>
        public byte[] Bytes(int most)
        {
            var bytes = new byte[_random.Next(most + 1)];
            _random.NextBytes(bytes);
            return bytes;
        }

        /// <summary>A copy that is cut, lengthened, or has bytes changed.</summary>
        public byte[] Of(byte[] right)
        {
            var bytes = (byte[])right.Clone();
            for (int changes = _random.Next(1, 5); changes > 0 && bytes.Length > 0; changes--)
            {
                switch (_random.Next(4))
                {
                    case 0:
                        Array.Resize(ref bytes, _random.Next(bytes.Length + 1));
                        break;
                    case 1:
                        bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
                        break;
                    case 2:
                        bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
                        break;
                    default:
                        int from = _random.Next(bytes.Length);
                        Array.Resize(ref bytes, bytes.Length + _random.Next(1, 9));
                        Array.Copy(bytes, from, bytes, from / 2, bytes.Length - from);
                        break;
                }
            }
            return bytes;
        }
    }
}

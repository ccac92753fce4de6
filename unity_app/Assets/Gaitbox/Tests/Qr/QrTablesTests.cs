#nullable enable
using System;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>What ISO/IEC 18004:2015 has in tables.</summary>
    [TestFixture]
    public sealed class QrTablesTests
    {
        // Table C.1.
        [TestCase(0, 0, 0x5412)]
        [TestCase(0, 5, 0x40CE)]
        [TestCase(1, 0, 0x77C4)]
        [TestCase(1, 7, 0x6976)]
        [TestCase(2, 0, 0x1689)]
        [TestCase(2, 7, 0x083B)]
        [TestCase(3, 0, 0x355F)]
        [TestCase(3, 5, 0x2183)]
        public void FormatsAreThoseOfTheStandard(int level, int mask, int bits)
        {
            Assert.That(QrFormat.Encode((QrLevel)level, mask), Is.EqualTo(bits));
            Assert.That(QrFormat.TryDecode(bits, out QrLevel foundLevel, out int foundMask));
            Assert.That((int)foundLevel, Is.EqualTo(level));
            Assert.That(foundMask, Is.EqualTo(mask));
        }

        [Test]
        public void ThreeWrongBitsOfAFormatAreMadeGood()
        {
            for (int data = 0; data < 32; data++)
            {
                int right = QrFormat.Encode((QrLevel)(data >> 3), data & 7);
                for (int wrong = 0; wrong < 15 * 15 * 15; wrong++)
                {
                    int bits = right ^ (1 << (wrong % 15)) ^ (1 << (wrong / 15 % 15)) ^ (1 << (wrong / 225));
                    Assert.That(QrFormat.TryDecode(bits, out QrLevel level, out int mask));
                    Assert.That(((int)level << 3) | mask, Is.EqualTo(data));
                }
            }
        }

        // Table 1: codewords. Table E.1: the alignment patterns' middles.
        [TestCase(1, 21, 26, "")]
        [TestCase(2, 25, 44, "6 18")]
        [TestCase(7, 45, 196, "6 22 38")]
        [TestCase(8, 49, 242, "6 24 42")]
        [TestCase(14, 73, 581, "6 26 46 66")]
        [TestCase(20, 97, 1085, "6 34 62 90")]
        [TestCase(32, 145, 2465, "6 34 60 86 112 138")]
        [TestCase(36, 161, 3034, "6 24 50 76 102 128 154")]
        [TestCase(40, 177, 3706, "6 30 58 86 114 142 170")]
        public void SymbolsAreLaidOutAsInTheStandard(int version, int size, int codewords, string centres)
        {
            var layout = new QrLayout();
            layout.Lay(version);
            Assert.That(layout.Size, Is.EqualTo(size));
            Assert.That(layout.Codewords, Is.EqualTo(codewords));
            Assert.That(string.Join(" ", layout.Centres.ToArray()), Is.EqualTo(centres));
        }

        // Table 9: data codewords of a symbol.
        [TestCase(1, "L", 19)]
        [TestCase(1, "H", 9)]
        [TestCase(5, "Q", 62)]
        [TestCase(7, "M", 124)]
        [TestCase(8, "M", 154)]
        [TestCase(20, "H", 385)]
        [TestCase(40, "L", 2956)]
        public void BlocksLeaveTheStandardsRoomForData(int version, string level, int data)
        {
            var layout = new QrLayout();
            layout.Lay(version);
            var parsed = (QrLevel)Enum.Parse(typeof(QrLevel), level);
            int parity = QrBlocks.Count(version, parsed) * QrBlocks.Parity(version, parsed);
            Assert.That(layout.Codewords - parity, Is.EqualTo(data));
        }

        [TestCase(1, "L", 2)]
        [TestCase(1, "M", 4)]
        [TestCase(1, "H", 8)]
        [TestCase(2, "L", 4)]
        [TestCase(3, "L", 7)]
        [TestCase(7, "M", 9)]
        public void SmallSymbolsKeepSomeParityAgainstMisreading(int version, string level, int most)
        {
            var parsed = (QrLevel)Enum.Parse(typeof(QrLevel), level);
            Assert.That(QrBlocks.MostWrong(version, parsed), Is.EqualTo(most));
        }
    }
}

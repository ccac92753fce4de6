#nullable enable
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    [TestFixture]
    public sealed class QrSymbolTests
    {
        private static string? Read(QrGrid grid, int version)
        {
            var layout = new QrLayout();
            layout.Lay(version);
            return new QrSymbol(layout).Read(grid);
        }

        [TestCase(Symbols.Numbers, 1, "01234567")]
        [TestCase(Symbols.Letters, 1, "AB12 $%*+-./:")]
        [TestCase(Symbols.Utf8, 1, "h\u00e9llo \u2713")]
        [TestCase(Symbols.Latin1, 1, "h\u00e9llo")]
        [TestCase(Symbols.Eci, 1, "h\u00e9")]
        [TestCase(Symbols.Second, 2, "https://x.org/abcdefghij")]
        public void SymbolsAreRead(string symbol, int version, string text)
        {
            Assert.That(Read(Symbols.Grid(symbol), version), Is.EqualTo(text));
        }

        [Test]
        public void AStainIsMadeGood()
        {
            QrGrid grid = Symbols.Grid(Symbols.Second);
            for (int y = 10; y < 14; y++)
            {
                for (int x = 12; x < 16; x++)
                {
                    grid[x, y] = true;
                }
            }
            Assert.That(Read(grid, 2), Is.EqualTo("https://x.org/abcdefghij"));
        }

        [Test]
        public void ALargeStainIsNotGuessedAt()
        {
            QrGrid grid = Symbols.Grid(Symbols.Second);
            for (int y = 9; y < 20; y++)
            {
                for (int x = 9; x < 20; x++)
                {
                    grid[x, y] = (x + y) % 3 == 0;
                }
            }
            Assert.That(Read(grid, 2), Is.Null);
        }

        [Test]
        public void EitherCopyOfTheFormatIsEnough()
        {
            QrGrid first = Symbols.Grid(Symbols.Numbers);
            QrGrid second = Symbols.Grid(Symbols.Numbers);
            for (int index = 0; index < 7; index++)
            {
                // Four wrong bits are too many for one copy.
                first[8, index == 6 ? 7 : index] ^= index % 2 == 0;
                second[8, second.Size - 1 - index] ^= index % 2 == 0;
            }
            Assert.That(Read(first, 1), Is.EqualTo("01234567"));
            Assert.That(Read(second, 1), Is.EqualTo("01234567"));
        }

        [Test]
        public void RandomModulesGiveNoText()
        {
            var random = new Mutations(3);
            var layout = new QrLayout();
            var symbol = new QrSymbol(layout);
            var grid = new QrGrid();
            int read = 0;
            for (int round = 0; round < 3000; round++)
            {
                layout.Lay(1 + random.Next(10));
                grid.Size = layout.Size;
                for (int at = 0; at < grid.Size * grid.Size; at++)
                {
                    grid[at % grid.Size, at / grid.Size] = random.Next(2) == 1;
                }
                read += symbol.Read(grid) == null ? 0 : 1;
            }
            Assert.That(read, Is.Zero);
        }

        // Modes and counts by hand, see ISO/IEC 18004:2015, section 7.4.
        [TestCase("10200C566180", 1, "01234567")]
        [TestCase("4 03 6869", 1, null, TestName = "CutBytes")]
        [TestCase("4 02 6869 0", 1, "hi")]
        [TestCase("7 1A 4 02 6869 0", 1, "hi", TestName = "EciOfOneByte")]
        [TestCase("7 8100 4 02 6869 0", 1, "hi", TestName = "EciOfTwoBytes")]
        [TestCase("7 C00001 4 02 6869 0", 1, "hi", TestName = "EciOfThreeBytes")]
        [TestCase("7 FF 4 02 6869 0", 1, null, TestName = "EciOfNoKind")]
        [TestCase("4 0002 6869 0", 10, "hi", TestName = "LongCounts")]
        [TestCase("4 02 C328 0", 1, "\u00c3(", TestName = "NoUtf8")]
        [TestCase("8 01 0000", 1, null, TestName = "Kanji")]
        [TestCase("3 01 0000", 1, null, TestName = "APartOfSeveral")]
        [TestCase("0", 1, null, TestName = "Nothing")]
        [TestCase("", 1, null, TestName = "NoBits")]
        public void DataIsText(string digits, int version, string? text)
        {
            string all = digits.Replace(" ", "");
            byte[] data = Hex.Decode((all + "0").Substring(0, (all.Length + 1) / 2 * 2));
            Assert.That(QrText.Read(data, data.Length, version), Is.EqualTo(text));
        }

        [Test]
        public void AnyDataIsTextOrNot()
        {
            var random = new Mutations(11);
            for (int round = 0; round < Mutations.Count; round++)
            {
                byte[] data = random.Bytes(40);
                Assert.DoesNotThrow(() => QrText.Read(data, data.Length, 1 + random.Next(40)));
            }
        }
    }
}

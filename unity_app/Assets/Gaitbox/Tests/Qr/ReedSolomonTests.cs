#nullable enable
using System;
using System.Linq;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    [TestFixture]
    public sealed class ReedSolomonTests
    {
        /// <summary>The example of ISO/IEC 18004:2015, annex I: "01234567" as 1-M.</summary>
        private static readonly byte[] Example =
        {
            0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
            0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55,
        };

        private const int Parity = 10;

        [Test]
        public void TheStandardsExampleIsACodeword()
        {
            byte[] block = Example.ToArray();
            Assert.That(new ReedSolomon().TryCorrect(block, block.Length, Parity, 0));
            Assert.That(block, Is.EqualTo(Example));
        }

        [TestCase(1)]
        [TestCase(2)]
        [TestCase(3)]
        [TestCase(4)]
        [TestCase(5)]
        public void SoManyWrongCodewordsAreMadeGood(int errors)
        {
            var random = new Mutations(errors);
            var correction = new ReedSolomon();
            for (int round = 0; round < 500; round++)
            {
                byte[] block = Damaged(errors, random);
                Assert.That(correction.TryCorrect(block, block.Length, Parity, Parity / 2));
                Assert.That(block, Is.EqualTo(Example));
            }
        }

        [TestCase(3, 2)]
        [TestCase(5, 4)]
        public void MoreThanIsBelievedInAreNot(int errors, int most)
        {
            byte[] block = Damaged(errors, new Mutations(errors));
            Assert.That(new ReedSolomon().TryCorrect(block, block.Length, Parity, most), Is.False);
        }

        [Test]
        public void FarTooManyAreRefusedOrGiveAnotherCodeword()
        {
            var random = new Mutations(7);
            var correction = new ReedSolomon();
            int refused = 0;
            for (int round = 0; round < 1000; round++)
            {
                byte[] block = Damaged(9, random);
                if (!correction.TryCorrect(block, block.Length, Parity, Parity / 2))
                {
                    refused++;
                    continue;
                }
                Assert.That(correction.TryCorrect(block, block.Length, Parity, 0), "no codeword");
            }
            Assert.That(refused, Is.GreaterThan(950));
        }

        private static byte[] Damaged(int errors, Mutations random)
        {
            byte[] block = Example.ToArray();
            int[] places = Enumerable.Range(0, block.Length).OrderBy(_ => random.Next(1000)).ToArray();
            foreach (int place in places.Take(errors))
            {
                block[place] ^= (byte)(1 + random.Next(255));
            }
            return block;
        }

        [Test]
        public void EveryByteHasAnInverse()
        {
            for (int value = 1; value < 256; value++)
            {
                Assert.That(GaloisField.Multiply(value, GaloisField.Divide(1, value)), Is.EqualTo(1));
            }
            Assert.That(GaloisField.Power(8), Is.EqualTo(0x1D));
            Assert.That(GaloisField.Power(-1), Is.EqualTo(GaloisField.Divide(1, 2)));
            Assert.That(GaloisField.Multiply(0, 7) + GaloisField.Divide(0, 7), Is.Zero);
        }
    }
}

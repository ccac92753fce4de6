#nullable enable
using System;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Pictures; what cameras do to them is tried with many in tests/unity_app/test_qr.py.</summary>
    [TestFixture]
    public sealed class QrReaderTests
    {
        private const string Text = "https://x.org/abcdefghij";

        private readonly QrReader _reader = new QrReader();

        [TestCase(2)]
        [TestCase(3)]
        [TestCase(7)]
        [TestCase(20)]
        public void APictureIsRead(int module)
        {
            byte[] pixels = Symbols.Picture(Symbols.Second, module, out int side);
            Assert.That(_reader.Read(pixels, side, side, side), Is.EqualTo(Text));
        }

        [Test]
        public void QuarterTurnsAndMirrorsAreRead()
        {
            byte[] pixels = Symbols.Picture(Symbols.Second, 4, out int side);
            for (int turn = 0; turn < 8; turn++)
            {
                var turned = new byte[pixels.Length];
                for (int at = 0; at < pixels.Length; at++)
                {
                    int x = at % side;
                    int y = at / side;
                    x = (turn & 1) != 0 ? side - 1 - x : x;
                    y = (turn & 2) != 0 ? side - 1 - y : y;
                    turned[at] = pixels[(turn & 4) != 0 ? (x * side) + y : (y * side) + x];
                }
                Assert.That(_reader.Read(turned, side, side, side), Is.EqualTo(Text), "turn " + turn);
            }
        }

        [Test]
        public void RowsMayHaveGaps()
        {
            byte[] pixels = Symbols.Picture(Symbols.Second, 4, out int side);
            int stride = side + 13;
            var wide = new byte[(stride * (side - 1)) + side];
            for (int y = 0; y < side; y++)
            {
                Array.Copy(pixels, y * side, wide, y * stride, side);
            }
            Assert.That(_reader.Read(wide, side, side, stride), Is.EqualTo(Text));
        }

        [TestCase(0, 0, 0, 0)]
        [TestCase(100, 100, 100, 99)]
        [TestCase(99 * 100 + 99, 100, 100, 100)]
        [TestCase(10000, 100, 100, -100)]
        [TestCase(10000, -100, -100, 100)]
        [TestCase(400, 20, 20, 20)]
        [TestCase(10, int.MaxValue, int.MaxValue, int.MaxValue)]
        public void WhatIsNoImageHasNoText(int length, int width, int height, int stride)
        {
            Assert.That(_reader.Read(new byte[length], width, height, stride), Is.Null);
        }

        [TestCase(0)]
        [TestCase(255)]
        public void APlainImageHasNoText(byte value)
        {
            var pixels = new byte[120 * 90];
            Array.Fill(pixels, value);
            Assert.That(_reader.Read(pixels, 120, 90, 120), Is.Null);
        }

        [Test]
        public void NoiseHasNoText()
        {
            var random = new Random(1);
            for (int round = 0; round < 40; round++)
            {
                int width = random.Next(21, 200);
                int height = random.Next(21, 200);
                var pixels = new byte[width * height];
                random.NextBytes(pixels);
                for (int at = 1; at < pixels.Length; at++)
                {
                    // Grain of several sizes, so that the five runs of finder patterns occur.
                    bool same = random.Next(10) < round % 10;
                    pixels[at] = same ? pixels[at - 1] : (byte)(pixels[at] > 127 ? 255 : 0);
                }
                Assert.That(_reader.Read(pixels, width, height, width), Is.Null);
            }
        }

        [Test]
        public void ADamagedPictureGivesItsTextOrNone()
        {
            byte[] right = Symbols.Picture(Symbols.Second, 3, out int side);
            var random = new Random(2);
            for (int round = 0; round < 400; round++)
            {
                var pixels = (byte[])right.Clone();
                for (int patches = random.Next(12); patches > 0; patches--)
                {
                    int width = random.Next(1, 20);
                    int left = random.Next(side - width);
                    int top = random.Next(side - width);
                    byte value = (byte)random.Next(256);
                    for (int at = 0; at < width * width; at++)
                    {
                        pixels[((top + (at / width)) * side) + left + (at % width)] = value;
                    }
                }
                Assert.That(_reader.Read(pixels, side, side, side), Is.EqualTo(Text).Or.Null);
            }
        }

        [Test]
        public void AFrameLeavesNothingBehind()
        {
            byte[] pixels = Symbols.Picture(Symbols.Second, 4, out int side);
            Assert.That(_reader.Read(pixels, side, side, side), Is.EqualTo(Text));
            Assert.That(_reader.Read(new byte[side * side], side, side, side), Is.Null);
            byte[] other = Symbols.Picture(Symbols.Numbers, 2, out int small);
            Assert.That(_reader.Read(other, small, small, small), Is.EqualTo("01234567"));
        }
    }
}

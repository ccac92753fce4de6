#nullable enable
using System;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Clock and positions.</summary>
    [TestFixture]
    public sealed class PlaybackClockTests
    {
        private static readonly SessionState Playing =
            new SessionState(1, "m", true, 2.0, 5000, 1.0, false, true, false);

        [Test]
        public void TheShortestRoundTripCounts()
        {
            var clock = new PlaybackClock();
            Assert.That(clock.IsSet, Is.False);
            clock.Add(0, 100, 1050); // offset 1000
            clock.Add(200, 210, 1300); // offset 1095
            clock.Add(300, 400, 1400); // offset 1050
            Assert.That(clock.OffsetMs, Is.EqualTo(1095));
            Assert.That(clock.RoundTripMs, Is.EqualTo(10));
        }

        [Test]
        public void OnlyTheLatestCount()
        {
            var clock = new PlaybackClock();
            clock.Add(0, 1, 1000);
            for (int index = 0; index < 8; index++)
            {
                clock.Add(100, 120, 2110);
            }
            Assert.That(clock.OffsetMs, Is.EqualTo(2000));
            clock.Restart(0, 50, 525);
            Assert.That(clock.OffsetMs, Is.EqualTo(500), "behind a new connection, only the new one");
        }

        [TestCase(10, 5, 100.0)]
        [TestCase(0, 5, double.NaN)]
        [TestCase(0, 5, double.PositiveInfinity)]
        public void MeasurementsThatAreNoneAreLeftOut(double sent, double received, double server)
        {
            var clock = new PlaybackClock();
            clock.Add(sent, received, server);
            Assert.That(clock.IsSet, Is.False);
        }

        [TestCase(5000, 10, 2.0, TestName = "at its moment")]
        [TestCase(6500, 10, 3.5, TestName = "later")]
        [TestCase(4000, 10, 2.0, TestName = "before its moment, by an inexact clock")]
        [TestCase(99000, 10, 10.0, TestName = "at its end")]
        [TestCase(6500, 0, 0.0, TestName = "without a length")]
        public void APositionIsThatOfTheProtocol(double serverMs, double seconds, double expected)
        {
            Assert.That(At(Playing, serverMs, seconds), Is.EqualTo(expected).Within(1e-9));
        }

        [Test]
        public void LoopsSpeedAndPauseAreFollowed()
        {
            Assert.That(At(Playing with { Loop = true }, 14000, 10), Is.EqualTo(1.0).Within(1e-9));
            Assert.That(At(Playing with { Loop = true }, 13000, 10), Is.EqualTo(0.0).Within(1e-9));
            Assert.That(At(Playing with { Speed = 0.5 }, 7000, 10), Is.EqualTo(3.0).Within(1e-9));
            Assert.That(At(Playing with { Playing = false }, 7000, 10), Is.EqualTo(2.0));
            Assert.That(At(Playing with { Position = 40, Playing = false }, 7000, 10), Is.EqualTo(10.0));
            Assert.That(At(Playing with { Speed = 0 }, 7000, 10), Is.EqualTo(2.0));
        }

        [Test]
        public void WithoutAClockItStandsStill()
        {
            Assert.That(new PlaybackClock().Position(Playing, 1e9, 10), Is.EqualTo(2.0));
        }

        /// <summary>The position at a moment of the server's clock, which is 1000 ms ahead.</summary>
        private static double At(SessionState state, double serverMs, double seconds)
        {
            var clock = new PlaybackClock();
            clock.Add(0, 0, 1000);
            return clock.Position(state, serverMs - 1000, seconds);
        }
    }

    /// <summary>Pauses between tries.</summary>
    [TestFixture]
    public sealed class RetryPauseTests
    {
        [TestCase(1.0, new[] { 0.5, 1.0, 2.0, 4.0, 8.0, 8.0 })]
        [TestCase(0.0, new[] { 0.25, 0.5, 1.0, 2.0, 4.0, 4.0 })]
        public void GrowToEightSeconds(double random, double[] seconds)
        {
            var pause = new RetryPause(() => random);
            foreach (double expected in seconds)
            {
                Assert.That(pause.Next().TotalSeconds, Is.EqualTo(expected));
            }
            pause.Reset();
            Assert.That(pause.Next().TotalSeconds, Is.EqualTo(seconds[0]));
        }

        [Test]
        public void AreDrawnByTheSystem()
        {
            double seconds = new RetryPause().Next().TotalSeconds;
            Assert.That(seconds, Is.InRange(0.25, 0.5));
        }
    }
}

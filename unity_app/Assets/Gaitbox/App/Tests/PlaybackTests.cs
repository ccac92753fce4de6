#nullable enable
using Gaitbox.Presenters;
using NUnit.Framework;

namespace Gaitbox.App.Tests
{
    public sealed class PlaybackTests
    {
        private readonly HandTime _time = new HandTime();

        private Playback Showing(double seconds)
        {
            var playback = new Playback(_time);
            playback.Show("m1");
            playback.Loaded(seconds);
            return playback;
        }

        [Test]
        public void OnOnesOwnItRunsAndStartsAgain()
        {
            Playback playback = Showing(4);
            _time.NowMs += 3000;
            Assert.That(playback.Position, Is.EqualTo(3).Within(1e-6));
            _time.NowMs += 2000;
            Assert.That(playback.Position, Is.EqualTo(1).Within(1e-6));
        }

        [Test]
        public void PauseHoldsThePositionAndPlayGoesOnFromIt()
        {
            Playback playback = Showing(4);
            _time.NowMs += 1500;
            playback.TogglePlaying();
            _time.NowMs += 10000;
            Assert.That(playback.Position, Is.EqualTo(1.5).Within(1e-6));
            playback.TogglePlaying();
            _time.NowMs += 500;
            Assert.That(playback.Position, Is.EqualTo(2).Within(1e-6));
        }

        [Test]
        public void ANewSpeedDoesNotJump()
        {
            Playback playback = Showing(8);
            _time.NowMs += 2000;
            playback.NextSpeed();
            Assert.That(playback.Speed, Is.EqualTo(0.5));
            Assert.That(playback.Position, Is.EqualTo(2).Within(1e-6));
            _time.NowMs += 2000;
            Assert.That(playback.Position, Is.EqualTo(3).Within(1e-6));
        }

        [Test]
        public void SpeedsComeRound()
        {
            Playback playback = Showing(8);
            playback.NextSpeed();
            playback.NextSpeed();
            Assert.That(playback.Speed, Is.EqualTo(0.25));
            playback.NextSpeed();
            Assert.That(playback.Speed, Is.EqualTo(1));
        }

        [TestCase(-3, 0)]
        [TestCase(2.5, 2.5)]
        [TestCase(99, 4)]
        public void SeekStaysWithinTheMotion(double wanted, double expected)
        {
            Playback playback = Showing(4);
            playback.TogglePlaying();
            playback.Seek(wanted);
            Assert.That(playback.Position, Is.EqualTo(expected));
        }

        [Test]
        public void ItFollowsTheTeacher()
        {
            var playback = new Playback(_time);
            playback.SetTeacher(FakeTeacher.Showing("taught", 1.25));
            playback.Loaded(4);
            Assert.That(playback.Following);
            Assert.That(playback.Motion, Is.EqualTo("taught"));
            Assert.That(playback.Position, Is.EqualTo(1.25));
            Assert.That(playback.Speed, Is.EqualTo(0.5));
            Assert.That(playback.Travelling);
            Assert.That(playback.Highlight, Is.False);
        }

        [Test]
        public void TouchingAControlGoesOnFromWhatTheTeacherShowed()
        {
            var playback = new Playback(_time);
            playback.SetTeacher(FakeTeacher.Showing("taught", 1.25));
            playback.Loaded(4);
            playback.ToggleHighlight();
            Assert.That(playback.Following, Is.False);
            Assert.That(playback.Motion, Is.EqualTo("taught"));
            Assert.That(playback.Highlight);
            Assert.That(playback.Travelling);
            Assert.That(playback.Position, Is.EqualTo(1.25));
            playback.Follow();
            Assert.That(playback.Highlight, Is.False);
        }

        [Test]
        public void WithoutATeacherWhatIsShownStays()
        {
            var playback = new Playback(_time);
            playback.SetTeacher(FakeTeacher.Showing("taught", 1));
            playback.Loaded(4);
            playback.SetTeacher(null);
            Assert.That(playback.Motion, Is.EqualTo("taught"));
            Assert.That(playback.CanFollow, Is.False);
            playback.Follow();
            Assert.That(playback.Following, Is.False);
        }

        [Test]
        public void BeforeAMotionIsLoadedThePositionIsZero()
        {
            var playback = new Playback(_time);
            playback.SetTeacher(FakeTeacher.Showing(null, 3));
            Assert.That(playback.Position, Is.EqualTo(0));
            Assert.That(playback.Motion, Is.Null);
        }

        [Test]
        public void TimesAreMadeOnceForAMotion()
        {
            var labels = new PlaybackLabels();
            labels.Prepare(8);
            Assert.That(labels.Time(2.46), Is.EqualTo("2.4 of 8.0 s"));
            Assert.That(labels.Time(2.41), Is.SameAs(labels.Time(2.46)));
            Assert.That(labels.Time(8), Is.EqualTo("8.0 of 8.0 s"));
            Assert.That(labels.Time(99), Is.EqualTo("8.0 of 8.0 s"));
        }

        [TestCase(1, "Speed 1×")]
        [TestCase(0.5, "Speed ½×")]
        [TestCase(0.75, "Speed 0.75×")]
        public void SpeedsAreNamed(double speed, string label)
        {
            Assert.That(PlaybackLabels.Speed(speed), Is.EqualTo(label));
        }
    }
}

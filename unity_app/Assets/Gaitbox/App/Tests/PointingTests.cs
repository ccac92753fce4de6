#nullable enable
using System.Collections.Generic;
using System.Threading;
using Gaitbox.Presenters;
using NUnit.Framework;

namespace Gaitbox.App.Tests
{
    public sealed class PointingTests
    {
        private readonly List<string> _done = new List<string>();
        private List<PanelTarget> _targets = new List<PanelTarget>();
        private PanelPointer _pointer = new PanelPointer();

        [SetUp]
        public void SetUp()
        {
            _done.Clear();
            _targets = new List<PanelTarget>
            {
                new PanelTarget(new PanelRect(0, 0, 100, 50), () => _done.Add("under")),
                new PanelTarget(new PanelRect(0, 0, 50, 50), () => _done.Add("top")),
                new PanelTarget(
                    new PanelRect(0, 100, 200, 20), null, share => _done.Add(share.ToString("0.00"))),
            };
            _pointer = new PanelPointer();
        }

        private void Move(float x, float y, bool down) => _pointer.Move(_targets, x, y, down);

        [Test]
        public void APressCountsOnceWhenItIsLetGo()
        {
            Move(80, 20, false);
            Move(80, 20, true);
            Move(81, 20, true);
            Assert.That(_done, Is.Empty);
            Move(82, 20, false);
            Move(82, 20, false);
            Assert.That(_done, Is.EqualTo(new[] { "under" }));
        }

        [Test]
        public void TheTopmostTargetCounts()
        {
            Move(20, 20, true);
            Move(20, 20, false);
            Assert.That(_done, Is.EqualTo(new[] { "top" }));
        }

        [Test]
        public void LettingGoElsewhereDoesNothing()
        {
            Move(80, 20, true);
            Move(20, 20, true);
            Move(20, 20, false);
            Assert.That(_done, Is.Empty);
        }

        [Test]
        public void APressThatBeganBesideThePanelDoesNothing()
        {
            _pointer.Leave(true);
            Move(80, 20, true);
            Move(80, 20, false);
            Assert.That(_done, Is.Empty);
        }

        [Test]
        public void WhatIsSwitchedOffIsPassedThrough()
        {
            _targets[1].Enabled = false;
            Move(20, 20, true);
            Move(20, 20, false);
            Assert.That(_done, Is.EqualTo(new[] { "under" }));
        }

        [Test]
        public void ADragHoldsItsBarBeyondItsEnds()
        {
            Move(50, 110, true);
            Move(150, 300, true);
            Move(999, 110, true);
            Move(-9, 110, true);
            Move(-9, 110, false);
            Move(60, 110, false);
            Assert.That(_done, Is.EqualTo(new[] { "0.25", "0.75", "1.00", "0.00" }));
        }

        [Test]
        public void TargetsKnowWhatPointsAtThemAndHoldsThem()
        {
            var other = new PanelPointer();
            Move(80, 20, true);
            other.Move(_targets, 90, 20, false);
            Assert.That(_targets[0].Hovers, Is.EqualTo(2));
            Assert.That(_targets[0].Holds, Is.EqualTo(1));
            Assert.That(_pointer.Holding);
            _pointer.Leave(false);
            other.Leave(false);
            Assert.That(_targets[0].Hovers, Is.EqualTo(0));
            Assert.That(_targets[0].Holds, Is.EqualTo(0));
            Assert.That(_done, Is.Empty);
        }

        [Test]
        public void AFingertipPressesFromTheFrontAndHasToComeBack()
        {
            var poke = new Poke();
            Assert.That(poke.Move(-30));
            Assert.That(poke.Down, Is.False);
            poke.Move(1);
            Assert.That(poke.Down);
            poke.Move(-1);
            Assert.That(poke.Down, "a tremble");
            poke.Move(-10);
            Assert.That(poke.Down, Is.False);
        }

        [Test]
        public void AFingertipFromBehindDoesNotPress()
        {
            var poke = new Poke();
            Assert.That(poke.Move(20), Is.False);
            Assert.That(poke.Down, Is.False);
        }

        [Test]
        public void AFingertipThatWentThroughLetsGo()
        {
            var poke = new Poke();
            poke.Move(-10);
            poke.Move(5);
            Assert.That(poke.Move(Poke.Through + 1), Is.False);
            Assert.That(poke.Down, Is.False);
        }

        [Test]
        public void OfWorkOnlyTheNewestCounts()
        {
            var newest = new Newest();
            CancellationToken first = newest.Begin();
            CancellationToken second = newest.Begin();
            Assert.That(first.IsCancellationRequested);
            Assert.That(second.IsCancellationRequested, Is.False);
            newest.Dispose();
            newest.Dispose();
            Assert.That(second.IsCancellationRequested);
        }
    }
}

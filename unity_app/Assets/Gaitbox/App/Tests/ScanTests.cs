#nullable enable
using System;
using System.Collections.Generic;
using Gaitbox.Core;
using Gaitbox.Presenters;
using NUnit.Framework;

namespace Gaitbox.App.Tests
{
    public sealed class ScanTests
    {
        private readonly HandTime _time = new HandTime();
        private readonly EventPump _pump = new EventPump();
        private readonly List<Action> _background = new List<Action>();
        private readonly List<string> _found = new List<string>();
        private FakeCamera _camera = null!;
        private CodeScan _scan = null!;

        [SetUp]
        public void Begin()
        {
            _background.Clear();
            _found.Clear();
            _camera = new FakeCamera();
            _scan = new CodeScan(_camera, _time, _pump, _background.Add);
            _scan.Found += _found.Add;
        }

        private void After(double ms)
        {
            _time.NowMs += ms;
            _scan.Update();
        }

        private void ReadPicture()
        {
            foreach (Action work in _background.ToArray())
            {
                work();
            }
            _background.Clear();
            _pump.Drain();
        }

        private void RunCamera()
        {
            _scan.Begin();
            _camera.State = ScanCameraState.Running;
            After(1);
        }

        [Test]
        public void ALinkEndsTheScanAndIsHandedOn()
        {
            RunCamera();
            ReadPicture();
            Assert.That(_found, Is.Empty);
            _camera.Shown = QrPictures.Link;
            After(CodeScan.PictureMs);
            ReadPicture();
            Assert.That(_found, Is.EqualTo(new[] { QrPictures.LinkText }));
            Assert.That(_scan.Scanning, Is.False);
            Assert.That(_scan.Text, Is.Empty);
            Assert.That(_camera.State, Is.EqualTo(ScanCameraState.Off));
        }

        [Test]
        public void AnotherCodeIsToldAndTheScanGoesOn()
        {
            RunCamera();
            ReadPicture();
            _camera.Shown = QrPictures.Other;
            After(CodeScan.PictureMs);
            ReadPicture();
            Assert.That(_found, Is.Empty);
            Assert.That(_scan.Scanning);
            Assert.That(_scan.Text, Does.Contain("another"));
        }

        [Test]
        public void AFewPicturesASecondOneAtATime()
        {
            RunCamera();
            Assert.That(_camera.Taken, Is.EqualTo(1));
            After(10 * CodeScan.PictureMs);
            Assert.That(_camera.Taken, Is.EqualTo(1), "the first is still being read");
            ReadPicture();
            for (int frame = 0; frame < 72; frame++)
            {
                After(1000.0 / 72);
                ReadPicture();
            }
            Assert.That(_camera.Taken, Is.InRange(4, 6));
        }

        [Test]
        public void ItEndsAfterHalfAMinuteWithTheRemedy()
        {
            RunCamera();
            After(CodeScan.MostMs - 10);
            Assert.That(_scan.Scanning);
            After(20);
            Assert.That(_scan.Scanning, Is.False);
            Assert.That(_camera.State, Is.EqualTo(ScanCameraState.Off));
            Assert.That(_scan.Text, Does.Contain("No code was seen").And.Contain("six digits"));
        }

        [Test]
        public void TheUserMayTakeTimeToAnswer()
        {
            _scan.Begin();
            Assert.That(_scan.Text, Does.StartWith("Allow"));
            After(10 * CodeScan.MostMs);
            Assert.That(_scan.Scanning);
        }

        [TestCase(ScanCameraState.Denied, "may not use")]
        [TestCase(ScanCameraState.Missing, "no app")]
        public void WithoutACameraTheDigitsAreTheWay(ScanCameraState state, string words)
        {
            _scan.Begin();
            _camera.State = state;
            After(1);
            Assert.That(_scan.Scanning, Is.False);
            Assert.That(_scan.Text, Does.Contain(words).And.Contain("six digits"));
        }

        [Test]
        public void ACameraThatShowsNothingIsNone()
        {
            _scan.Begin();
            _camera.State = ScanCameraState.Starting;
            After(1);
            After(CodeScan.StartMs + 1);
            Assert.That(_scan.Scanning, Is.False);
            Assert.That(_scan.Text, Does.Contain("six digits"));
        }

        [Test]
        public void ACancelledScanSaysNothingAndTakesNoLateResult()
        {
            RunCamera();
            _camera.Shown = QrPictures.Link;
            _scan.Cancel();
            _scan.Begin();
            ReadPicture();
            Assert.That(_found, Is.Empty);
            Assert.That(_scan.Scanning);
            _scan.Cancel();
            Assert.That(_scan.Text, Is.Empty);
            Assert.That(_camera.State, Is.EqualTo(ScanCameraState.Off));
        }

        [Test]
        public void APictureThatCannotBeHadIsPassedOver()
        {
            RunCamera();
            _camera.Broken = true;
            Assert.Throws<InvalidOperationException>(ReadPicture);
            _background.Clear();
            _pump.Drain();
            _camera.Broken = false;
            _camera.Shown = QrPictures.Link;
            After(CodeScan.PictureMs);
            ReadPicture();
            Assert.That(_found, Is.EqualTo(new[] { QrPictures.LinkText }));
        }

        [Test]
        public void TheHeadsetTakenOffEndsIt()
        {
            RunCamera();
            _camera.State = ScanCameraState.Off;
            After(1);
            Assert.That(_scan.Scanning, Is.False);
            Assert.That(_scan.Text, Is.Empty);
        }

        private static ConnectionView View(ConnectionStep step) =>
            new ConnectionView(step, new FoundServer[0], "", "", new string[0]);

        [TestCase(ConnectionStep.Searching, true)]
        [TestCase(ConnectionStep.Choosing, true)]
        [TestCase(ConnectionStep.Advice, true)]
        [TestCase(ConnectionStep.AskingCode, true)]
        [TestCase(ConnectionStep.Pairing, false)]
        [TestCase(ConnectionStep.Connecting, false)]
        [TestCase(ConnectionStep.Lost, false)]
        public void ItIsOfferedWhereACodeIsOfUse(ConnectionStep step, bool offered)
        {
            Assert.That(new ConnectionScreen(View(step), 4, _scan).OffersScan, Is.EqualTo(offered));
            Assert.That(new ConnectionScreen(View(step), 4).OffersScan, Is.False);
        }

        [Test]
        public void WhileItScansTheScreenIsForThat()
        {
            _scan.Begin();
            var screen = new ConnectionScreen(View(ConnectionStep.AskingCode), 4, _scan);
            Assert.That(screen.Title, Is.EqualTo("Scan the code"));
            Assert.That(screen.Text, Is.EqualTo(_scan.Text));
            Assert.That(screen.OffersCancel);
            Assert.That(screen.OffersScan || screen.AsksCode || screen.OffersSearch, Is.False);
        }

        [Test]
        public void WhatWentWrongIsSaidWithTheKeypadBesideIt()
        {
            _scan.Begin();
            _camera.State = ScanCameraState.Denied;
            After(1);
            var screen = new ConnectionScreen(View(ConnectionStep.AskingCode), 4, _scan);
            Assert.That(screen.Text, Does.Contain("six digits"));
            Assert.That(screen.AsksCode);
            Assert.That(screen.OffersScan);
        }

        private sealed class FakeCamera : IScanCamera
        {
            public ScanCameraState State { get; set; }

            public ScanPicture Shown { get; set; } = QrPictures.Nothing;

            public bool Broken { get; set; }

            public int Taken { get; private set; }

            public void Begin() => State = ScanCameraState.Asking;

            public void End() => State = ScanCameraState.Off;

            public bool TryTake()
            {
                Taken++;
                return true;
            }

            public ScanPicture Picture() => Broken ? throw new InvalidOperationException() : Shown;
        }
    }
}

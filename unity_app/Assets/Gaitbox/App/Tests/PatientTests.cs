#nullable enable
using System;
using System.Linq;
using Gaitbox.Core;
using Gaitbox.Presenters;
using NUnit.Framework;

namespace Gaitbox.App.Tests
{
    public sealed class PatientTests
    {
        private static readonly Rgb Own = new Rgb(0.1f, 0.3f, 0.4f);

        [TestCase("left_shank", "left_shank")]
        [TestCase("Left Shank.001", "left_shank")]
        [TestCase("trunk", "trunk")]
        [TestCase("upper-arm", "upper_arm")]
        public void AMaterialNamesARegion(string material, string region)
        {
            Assert.That(RegionTints.RegionName(material), Is.EqualTo(region));
        }

        [Test]
        public void ImpairedRegionsAreLitAndOthersPaled()
        {
            var tints = new RegionTints(new[] { new ImpairedRegion("left_shank", 0.9, "drags") });
            Assert.That(tints.Of("left_shank", Own, true), Is.EqualTo(Severity.Colour(0.9)));
            Rgb other = tints.Of("trunk", Own, true);
            Assert.That(other, Is.Not.EqualTo(Own));
            Assert.That(other.Red, Is.GreaterThan(Own.Red));
            Assert.That(tints.Of("left_shank", Own, false), Is.EqualTo(Own));
        }

        [Test]
        public void AHealthyWalkKeepsItsColours()
        {
            var tints = new RegionTints(new[] { new ImpairedRegion("trunk", 0.01, "") });
            Assert.That(tints.Any, Is.False);
            Assert.That(tints.Of("trunk", Own, true), Is.EqualTo(Own));
        }

        [Test]
        public void WorseIsDarker()
        {
            float[] light = new[] { 0.05, 0.3, 0.6, 1.0 }
                .Select(score => Severity.Colour(score))
                .Select(c => 0.2126f * c.Red + 0.7152f * c.Green + 0.0722f * c.Blue)
                .ToArray();
            Assert.That(light, Is.Ordered.Descending);
        }

        [TestCase(0.0, "none")]
        [TestCase(0.1, "slight")]
        [TestCase(0.5, "moderate")]
        [TestCase(0.9, "marked")]
        public void ScoresHaveWords(double score, string word)
        {
            Assert.That(Severity.Word(score), Is.EqualTo(word));
        }

        // Two metres in four seconds along a direction, swaying sideways once a second.
        private static FloorPath Walk(double degrees)
        {
            var samples = new FloorPoint[81];
            for (int i = 0; i < samples.Length; i++)
            {
                float sway = 0.03f * (float)Math.Sin(2 * Math.PI * i / 20);
                samples[i] = new FloorPoint(sway, i / 40f).Turned((float)degrees);
            }
            return new FloorPath(samples, 20);
        }

        [TestCase(0)]
        [TestCase(90)]
        [TestCase(-120)]
        public void ThePathKnowsItsDirection(double degrees)
        {
            FloorPath path = Walk(degrees);
            Assert.That(path.HeadingDegrees, Is.EqualTo(degrees).Within(0.5));
            Assert.That(path.Length, Is.EqualTo(2).Within(0.01));
        }

        [Test]
        public void ThePathIsFreeOfTheSwayWithinAStride()
        {
            FloorPath path = Walk(0);
            for (double t = 1; t < 3; t += 0.05)
            {
                Assert.That(Math.Abs(path.At(t).X), Is.LessThan(0.01));
            }
        }

        [Test]
        public void OnTheSpotTheWalkerFacesAhead()
        {
            var still = new FloorPath(new[] { new FloorPoint(0, 0), new FloorPoint(0.05f, 0) }, 20);
            Assert.That(still.HeadingDegrees, Is.EqualTo(0));
            var single = new FloorPath(new[] { new FloorPoint(1, 2) }, 20);
            Assert.That(single.At(5).Z, Is.EqualTo(2));
        }

        [TestCase(0)]
        [TestCase(70)]
        public void InPlaceTheWalkerStaysAtItsPlace(double degrees)
        {
            FloorPath path = Walk(degrees);
            foreach (double t in new[] { 0.0, 1.5, 4.0 })
            {
                FloorPose pose = Placement.Within(path, t, false);
                FloorPoint there = pose.Point + path.At(t).Turned(pose.Degrees);
                Assert.That(there.Length, Is.LessThan(1e-4));
            }
        }

        [Test]
        public void TravellingTheWalkerGoesAlongItsPlace()
        {
            FloorPath path = Walk(70);
            FloorPose pose = Placement.Within(path, 0, true);
            FloorPoint start = pose.Point + path.Start.Turned(pose.Degrees);
            FloorPoint end = pose.Point + path.At(4).Turned(pose.Degrees);
            Assert.That(start.Z, Is.EqualTo(-1).Within(0.02));
            Assert.That(end.Z, Is.EqualTo(1).Within(0.02));
            Assert.That(start.X, Is.EqualTo(0).Within(0.02));
        }

        [Test]
        public void ThePatientStandsTwoMetresBeforeTheUserAndIsSeenFromTheSide()
        {
            // The user stands at (1, 1) and looks along +X, to the right of +Z.
            FloorPose pose = Placement.Before(new FloorPoint(1, 1), new FloorPoint(0.8f, 0), 0);
            Assert.That(pose.Point.X, Is.EqualTo(3).Within(1e-4));
            Assert.That(pose.Point.Z, Is.EqualTo(1).Within(1e-4));
            Assert.That(pose.Degrees, Is.EqualTo(180).Within(1e-3));
        }

        [Test]
        public void LookingStraightDownKeepsTheLastDirection()
        {
            FloorPose pose = Placement.Before(new FloorPoint(0, 0), new FloorPoint(0.01f, 0), 0);
            Assert.That(pose.Point.Z, Is.EqualTo(2).Within(1e-4));
        }
    }
}

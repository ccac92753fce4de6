#nullable enable
using System;
using System.Collections.Generic;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>The way from background threads to Unity's own.</summary>
    [TestFixture]
    public sealed class EventPumpTests
    {
        [Test]
        public void DoesAllInOrderAndWhatIsPostedMeanwhileNextTime()
        {
            var pump = new EventPump();
            var done = new List<int>();
            pump.Post(() => done.Add(1));
            pump.Post(() => pump.Post(() => done.Add(3)));
            pump.Post(() => done.Add(2));
            Assert.That(pump.Drain(), Is.EqualTo(3));
            Assert.That(done, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(pump.Drain(), Is.EqualTo(1));
            Assert.That(done, Is.EqualTo(new[] { 1, 2, 3 }));
            Assert.That(pump.Drain(), Is.EqualTo(0));
        }

        [Test]
        public void AnErrorLosesNothingElse()
        {
            var pump = new EventPump();
            int done = 0;
            pump.Post(() => throw new InvalidOperationException());
            pump.Post(() => done++);
            Assert.Throws<InvalidOperationException>(() => pump.Drain());
            pump.Drain();
            Assert.That(done, Is.EqualTo(1));
        }
    }
}

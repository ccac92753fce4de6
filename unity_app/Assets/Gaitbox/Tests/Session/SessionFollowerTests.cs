#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Following a session over sockets: late, on time, after a loss, and not any more.</summary>
    [TestFixture]
    public sealed class SessionFollowerTests
    {
        private FakeLaptop _laptop = new FakeLaptop();
        private EventPump _pump = new EventPump();
        private FastTime _time = new FastTime();
        private List<SessionState> _states = new List<SessionState>();
        private List<SessionLink> _links = new List<SessionLink>();
        private SessionFollower? _follower;

        [SetUp]
        public void SetUp()
        {
            _laptop.Dispose();
            _laptop = new FakeLaptop();
            _pump = new EventPump();
            _time = new FastTime();
            _states = new List<SessionState>();
            _links = new List<SessionLink>();
        }

        [TearDown]
        public void TearDown()
        {
            _follower?.Dispose();
            _laptop.Dispose();
        }

        [Test]
        public void ALateComerGetsTheStateAndTheClock()
        {
            double at = _time.NowMs + _laptop.AheadMs - 3000;
            _laptop.State = FakeLaptop.StateOf(7, "\"m9\"", true, 1.5, at);
            SessionFollower follower = Follow();
            Until(() => _links.Contains(SessionLink.Live));
            Assert.That(_states.Single().Seq, Is.EqualTo(7));
            Assert.That(_states.Single().Motion, Is.EqualTo("m9"));
            Assert.That(_states.Single().Travelling, Is.True);
            Until(() => follower.Clock.RoundTripMs < 100);
            double expected = 1.5 + ((_time.NowMs + _laptop.AheadMs - at) / 1000);
            Assert.That(follower.PositionNow(60), Is.EqualTo(expected).Within(0.1));
            Assert.That(follower.Clock.OffsetMs, Is.EqualTo(_laptop.AheadMs).Within(100));
            Assert.That(_links, Is.EqualTo(new[] { SessionLink.Connecting, SessionLink.Live }));
        }

        [Test]
        public void EventsWaitForThePump()
        {
            Follow();
            Wait.Until(() => _laptop.Welcomed == 1);
            Wait.Until(() => _follower!.Link == SessionLink.Live);
            Assert.That(_states, Is.Empty);
            Assert.That(_links, Is.Empty);
            _pump.Drain();
            Assert.That(_states.Count, Is.EqualTo(1));
        }

        [Test]
        public void StatesAreFollowedAndOldOnesAreNot()
        {
            Follow();
            Until(() => _links.Contains(SessionLink.Live));
            _laptop.SayState(2);
            _laptop.SayState(2, "\"again\"");
            _laptop.SayState(1, "\"old\"");
            _laptop.Say("{\"type\": \"followers\", \"count\": 3}");
            _laptop.Say("{\"type\": \"something new\"}");
            _laptop.SayState(5, "null");
            Until(() => _states.Count == 3);
            Assert.That(_states.Select(state => state.Seq), Is.EqualTo(new[] { 1, 2, 5 }));
            Assert.That(_follower!.State!.Motion, Is.Null);
        }

        [Test]
        public void ALostConnectionComesBackWithTheNewState()
        {
            Follow();
            Until(() => _links.Contains(SessionLink.Live));
            _laptop.State = FakeLaptop.StateOf(0, "\"after a new start\"");
            _laptop.AheadMs = -5000000;
            _laptop.Server.Cut();
            Until(() => _states.Count == 2);
            Assert.That(_states.Last().Motion, Is.EqualTo("after a new start"), "though its number is lower");
            Until(() => _links.Last() == SessionLink.Live && _links.Count == 4);
            Assert.That(_links[2], Is.EqualTo(SessionLink.Lost));
            Assert.That(_follower!.Clock.OffsetMs, Is.EqualTo(-5000000).Within(1000));
            Assert.That(_follower.Problem, Is.Null);
        }

        [Test]
        public void TriesGoOnWithGrowingPauses()
        {
            _laptop.Server.Dispose();
            Follow();
            Until(() => _time.Pauses.Count >= 6);
            double[] pauses = _time.Pauses.Take(6).Select(pause => pause.TotalSeconds).ToArray();
            double[] longest = { 0.5, 1, 2, 4, 8, 8 };
            for (int index = 0; index < longest.Length; index++)
            {
                Assert.That(pauses[index], Is.InRange(longest[index] / 2, longest[index]));
            }
            Assert.That(_links, Is.EqualTo(new[] { SessionLink.Connecting, SessionLink.Lost }));
            Assert.That(_follower!.Problem!.Kind, Is.EqualTo(Failure.Unreachable));
        }

        [TestCase("revoked", 4401)]
        [TestCase("revoked", 1006)]
        [TestCase("other", 4401)]
        public void WhoIsSentAwayStaysAway(string reason, int code)
        {
            Follow();
            Until(() => _links.Contains(SessionLink.Live));
            _laptop.SayBye(reason, code);
            Until(() => _links.Last() == SessionLink.Revoked);
            Assert.That(_follower!.Problem!.Kind, Is.EqualTo(Failure.NotPaired));
            AssertNoFurtherTry();
        }

        [Test]
        public void WhoIsNotKnownStaysAway()
        {
            _laptop.Knows = false;
            Follow();
            Until(() => _links.Contains(SessionLink.Revoked));
            AssertNoFurtherTry();
        }

        [TestCase("stopped", 1001)]
        [TestCase("slow", 1013)]
        public void OtherGoodbyesAreNoReasonToStayAway(string reason, int code)
        {
            Follow();
            Until(() => _links.Contains(SessionLink.Live));
            _laptop.SayBye(reason, code);
            Until(() => _laptop.Welcomed == 2);
            Until(() => _links.Count == 4);
        }

        [TestCase("not json")]
        [TestCase("[1]")]
        [TestCase("{\"type\": \"state\"}")]
        [TestCase("{\"type\": \"state\", \"state\": {\"seq\": -1}}")]
        [TestCase("{\"type\": \"state\", \"state\": {\"seq\": 2, \"motion\": 5}}")]
        [TestCase("{\"type\": \"welcome\", \"protocol\": 2}")]
        [TestCase("{\"type\": \"pong\", \"id\": \"x\"}")]
        public void MessagesThatAreNoneBreakAndItComesBack(string json)
        {
            Follow();
            Until(() => _links.Contains(SessionLink.Live));
            _laptop.Say(json);
            Until(() => _laptop.Welcomed == 2);
            Until(() => _links.Contains(SessionLink.Lost));
        }

        [Test]
        public void ASilentConnectionIsGivenUp()
        {
            _laptop.Pongs = false;
            Follow();
            Until(() => _links.Contains(SessionLink.Live));
            _time.Forward(TimeSpan.FromSeconds(60));
            Until(() => _laptop.Welcomed == 2);
        }

        [Test]
        public void AnotherServerIsNotFollowed()
        {
            _laptop.Server.Transport.Keys[_laptop.Server.Port] = new string('e', 64);
            Follow();
            Until(() => _links.Contains(SessionLink.Lost));
            Assert.That(_follower!.Problem!.Kind, Is.EqualTo(Failure.WrongServer));
            Assert.That(_laptop.Server.Requests, Is.Empty);
        }

        [Test]
        public void AnotherPlaceIsTriedAtOnce()
        {
            using var moved = new FakeLaptop();
            _laptop.Server.Dispose();
            SessionFollower follower = Follow();
            Until(() => _links.Contains(SessionLink.Lost));
            follower.Server = follower.Server with { Port = moved.Server.Port };
            Until(() => moved.Welcomed == 1);
            Until(() => _links.Contains(SessionLink.Live));
        }

        [Test]
        public void AfterItsEndNothingIsRaised()
        {
            Follow();
            Until(() => _links.Contains(SessionLink.Live));
            _follower!.Dispose();
            int states = _states.Count;
            _laptop.SayState(9);
            System.Threading.Thread.Sleep(50);
            _pump.Drain();
            Assert.That(_states.Count, Is.EqualTo(states));
            Assert.That(_follower.Link, Is.EqualTo(SessionLink.Off));
        }

        private SessionFollower Follow()
        {
            _follower = new SessionFollower(
                _laptop.Server.Paired, _pump, _laptop.Server.Transport, _time);
            _follower.StateChanged += _states.Add;
            _follower.LinkChanged += _links.Add;
            _follower.Start();
            return _follower;
        }

        private void Until(Func<bool> holds) => Wait.Until(holds, _pump);

        private void AssertNoFurtherTry()
        {
            int tries = _laptop.Server.Requests.Count;
            System.Threading.Thread.Sleep(100); // pauses take a hundredth here
            Assert.That(_laptop.Server.Requests.Count, Is.EqualTo(tries));
        }
    }
}

#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>The way to a laptop, from every start to a connection or to advice.</summary>
    [TestFixture]
    public sealed class ConnectionFlowTests
    {
        private const string Code = "482913";

        private FakeLaptop _laptop = new FakeLaptop();
        private FakeDiscovery _discovery = new FakeDiscovery();
        private FakePairing _pairing = new FakePairing();
        private RememberedServers _remembered = new RememberedServers(new MemoryStore());
        private EventPump _pump = new EventPump();
        private List<ConnectionView> _views = new List<ConnectionView>();
        private ConnectionFlow? _flow;

        [SetUp]
        public void SetUp()
        {
            _laptop.Dispose();
            _laptop = new FakeLaptop();
            _discovery = new FakeDiscovery();
            _pairing = new FakePairing { Result = address => _laptop.Server.Paired };
            _remembered = new RememberedServers(new MemoryStore());
            _pump = new EventPump();
            _views = new List<ConnectionView>();
            var parts = new ConnectionParts
            {
                Discovery = _discovery,
                Pairing = _pairing,
                Transport = _laptop.Server.Transport,
                Time = new FastTime(),
            };
            _flow = new ConnectionFlow(_remembered, _pump, "Quest 3", parts);
            _flow.Changed += _views.Add;
        }

        [TearDown]
        public void TearDown()
        {
            _flow?.Dispose();
            _laptop.Dispose();
        }

        private ConnectionFlow Flow => _flow!;

        private ConnectionStep Step => Flow.View.Step;

        private PairedServer Anna => _laptop.Server.Paired;

        [Test]
        public void ANewHeadsetFindsChoosesAndTypesTheCode()
        {
            Flow.Start();
            Assert.That(Step, Is.EqualTo(ConnectionStep.Searching));
            _discovery.Find(Found());
            Until(ConnectionStep.Choosing);
            Flow.Choose(Flow.View.Servers.Single());
            Assert.That(Step, Is.EqualTo(ConnectionStep.AskingCode));
            Assert.That(Flow.View.ServerName, Is.EqualTo("Gaitbox on ANNA-LAPTOP"));
            Flow.SubmitCode(Code);
            Assert.That(Step, Is.EqualTo(ConnectionStep.Pairing));
            Until(ConnectionStep.Connected);
            Assert.That(_pairing.Asked.Single().Code, Is.EqualTo(Code));
            Assert.That(_pairing.Asked.Single().Device, Is.EqualTo("Quest 3"));
            Assert.That(_remembered.All.Single(), Is.EqualTo(Anna));
            Assert.That(Flow.Client!.Server, Is.EqualTo(Anna));
            Wait.Until(() => Flow.Session!.Link == SessionLink.Live, _pump);
        }

        [Test]
        public void AKnownLaptopIsConnectedByItself()
        {
            _remembered.Put(Anna);
            Flow.Start();
            Assert.That(Step, Is.EqualTo(ConnectionStep.Connecting));
            Assert.That(Flow.View.ServerName, Is.EqualTo(Anna.Name));
            Until(ConnectionStep.Connected);
            Assert.That(_pairing.Asked, Is.Empty);
        }

        [Test]
        public void AKnownLaptopOnAnotherPortIsFoundAgain()
        {
            _remembered.Put(Anna with { Port = ClosedPort() });
            Flow.Start();
            _discovery.Find(Found());
            Until(ConnectionStep.Connected);
            Assert.That(_remembered.All.Single().Port, Is.EqualTo(_laptop.Server.Port));
        }

        [Test]
        public void AKnownLaptopThatIsAwayLeavesTheOthersToChooseFrom()
        {
            _remembered.Put(Anna with { ServerId = new string('b', 32), Port = ClosedPort() });
            Flow.Start();
            _discovery.Find(Found());
            _discovery.EndRound();
            Until(ConnectionStep.Choosing);
            Assert.That(Flow.View.Sentence, Is.EqualTo(Anna.Name + " does not answer."));
            Assert.That(Flow.View.Servers.Count, Is.EqualTo(1));
        }

        [Test]
        public void AKnownLaptopThatComesLaterIsConnectedThen()
        {
            _remembered.Put(Anna with { Port = ClosedPort() });
            Flow.Start();
            _discovery.EndRound();
            Until(ConnectionStep.Advice);
            _discovery.Find(Found());
            Until(ConnectionStep.Connected);
        }

        [Test]
        public void ALaptopThatForgotThisHeadsetIsSaid()
        {
            _remembered.Put(Anna);
            _laptop.Knows = false;
            Flow.Start();
            _discovery.EndRound();
            Until(ConnectionStep.Advice);
            Assert.That(Flow.View.Sentence, Is.EqualTo("The laptop no longer knows this headset."));
            Assert.That(_remembered.All, Is.Empty);
        }

        [Test]
        public void AnotherComputerAtTheKnownAddressGetsNothing()
        {
            _remembered.Put(Anna with { Fingerprint = new string('9', 64) });
            Flow.Start();
            _discovery.EndRound();
            Until(ConnectionStep.Advice);
            Assert.That(_laptop.Server.Requests, Is.Empty, "no token was sent");
            Assert.That(_remembered.All.Count, Is.EqualTo(1), "the real one may come back");
        }

        [Test]
        public void WhoeverAdvertisesTheKnownIdWithAnotherKeyGetsNothing()
        {
            using var impostor = new FakeLaptop();
            _laptop.Server.Transport.Keys[impostor.Server.Port] = new string('e', 64);
            _remembered.Put(Anna with { Port = ClosedPort() });
            Flow.Start();
            _discovery.Find(Found() with { Port = impostor.Server.Port });
            _discovery.EndRound();
            Until(ConnectionStep.Choosing);
            Assert.That(impostor.Server.Requests, Is.Empty);
            Flow.Choose(Flow.View.Servers.Single());
            Until(ConnectionStep.AskingCode);
            Assert.That(Flow.View.Sentence, Does.Contain("not the laptop that this headset knows"));
        }

        [Test]
        public void NothingFoundGivesAdviceAndTheSearchGoesOn()
        {
            Flow.Start();
            _discovery.EndRound();
            Until(ConnectionStep.Advice);
            Assert.That(Flow.View.Sentence, Is.EqualTo(Advice.NothingFound));
            foreach (string way in new[] { "headset mode", "address", "hotspot", "adb reverse" })
            {
                Assert.That(Flow.View.Remedy, Does.Contain(way));
            }
            Wait.Until(() => _discovery.Rounds >= 2, _pump);
            _discovery.Find(Found());
            Until(ConnectionStep.Choosing);
        }

        [Test]
        public void ASearchThatFailsIsOneThatFindsNothing()
        {
            _discovery.Broken = true;
            Flow.Start();
            Until(ConnectionStep.Advice);
        }

        [Test]
        public void SeveralLaptopsAreListedOnceEach()
        {
            Flow.Start();
            _discovery.Find(Found());
            _discovery.Find(Found("BEN", 'b'));
            _discovery.Find(Found() with { Version = "2" });
            Wait.Until(() => Flow.View.Servers.Count == 2 && Flow.View.Servers[0].Version == "2", _pump);
            Assert.That(Step, Is.EqualTo(ConnectionStep.Choosing));
        }

        [Test]
        public void AQrCodePairsWithoutTyping()
        {
            string link = "https://" + _laptop.Server.Address.Authority
                + "/#pair=G7dHR0U1w5ByR8GaCzQrCg&fp=" + FakeServer.Fingerprint;
            Flow.Start();
            Flow.Enter(link);
            Assert.That(Step, Is.EqualTo(ConnectionStep.Pairing));
            Until(ConnectionStep.Connected);
            Assert.That(_pairing.Asked.Single().Code, Is.EqualTo(""));
            Assert.That(_pairing.Asked.Single().Address.Secret, Is.EqualTo("G7dHR0U1w5ByR8GaCzQrCg"));
        }

        [Test]
        public void ATypedAddressAsksForTheCode()
        {
            Flow.Start();
            Flow.Enter("192.168.1.20");
            Assert.That(Step, Is.EqualTo(ConnectionStep.AskingCode));
            Assert.That(Flow.View.ServerName, Is.EqualTo("192.168.1.20:8771"));
            Flow.SubmitCode(Code);
            Until(ConnectionStep.Connected);
            Assert.That(_pairing.Asked.Single().Address, Is.EqualTo(new ServerAddress("192.168.1.20")));
        }

        [Test]
        public void ATypedAddressOfAKnownLaptopConnects()
        {
            _remembered.Put(Anna);
            Flow.Enter(_laptop.Server.Address.Authority);
            Until(ConnectionStep.Connected);
            Assert.That(_pairing.Asked, Is.Empty);
        }

        [Test]
        public void WhatIsNoAddressIsSaidAndChangesNothing()
        {
            Flow.Start();
            _discovery.Find(Found());
            Until(ConnectionStep.Choosing);
            Flow.Enter("my laptop");
            Assert.That(Step, Is.EqualTo(ConnectionStep.Choosing));
            Assert.That(Flow.View.Sentence, Is.EqualTo("This is not an address."));
            Assert.That(Flow.View.Servers.Count, Is.EqualTo(1));
        }

        [Test]
        public void AWrongCodeAsksAgain()
        {
            _pairing.Result = address => throw new GaitboxException(
                "This is not the code on the laptop.", "Type it again.", Failure.WrongCode) { TriesLeft = 4 };
            Flow.Enter("192.168.1.20");
            Flow.SubmitCode(Code);
            Until(ConnectionStep.AskingCode);
            Assert.That(
                Flow.View.Sentence, Is.EqualTo("This is not the code on the laptop. 4 tries are left."));
            _discovery.Find(Found());
            Wait.Until(() => Flow.View.Servers.Count == 1, _pump);
            Assert.That(Flow.View.Sentence, Does.Contain("4 tries"), "a find does not wipe it off");
            _pairing.Result = address => Anna;
            Flow.SubmitCode(Code);
            Until(ConnectionStep.Connected);
        }

        [TestCase(Failure.Expired)]
        [TestCase(Failure.Locked)]
        [TestCase(Failure.NoCode)]
        [TestCase(Failure.WrongServer)]
        [TestCase(Failure.Protocol)]
        public void OtherRefusalsAreSaidWhereTheCodeIsAsked(Failure kind)
        {
            _pairing.Result = address => throw new GaitboxException("Refused.", "Do this.", kind);
            Flow.Enter("192.168.1.20");
            Flow.SubmitCode(Code);
            Until(ConnectionStep.AskingCode);
            Assert.That(Flow.View.Sentence, Is.EqualTo("Refused."));
            Assert.That(Flow.View.Remedy, Is.EqualTo("Do this."));
        }

        [Test]
        public void ACodeThatIsNoneIsNotSent()
        {
            Flow.Enter("192.168.1.20");
            Flow.SubmitCode("12345");
            Assert.That(Step, Is.EqualTo(ConnectionStep.AskingCode));
            Assert.That(Flow.View.Sentence, Is.EqualTo("The code has 6 digits."));
            Flow.SearchAgain();
            Flow.SubmitCode(Code);
            Assert.That(_pairing.Asked, Is.Empty, "nobody asked for it");
        }

        [Test]
        public void AnAddressWhereNobodyAnswersGivesAdvice()
        {
            _pairing.Result = address => throw Problems.Unreachable();
            Flow.Enter("192.168.1.20");
            Flow.SubmitCode(Code);
            Until(ConnectionStep.Advice);
            Assert.That(Flow.View.Sentence, Is.EqualTo("192.168.1.20:8771 does not answer."));
            Assert.That(Flow.View.Remedy, Does.Contain("hotspot"));
        }

        [Test]
        public void TheNextAddressOfALaptopIsTriedWhenOneIsSilent()
        {
            _pairing.Result = address => address.Host == "10.0.0.1" ? throw Problems.Unreachable() : Anna;
            FoundServer found = Found() with
            {
                Addresses = new[] { IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2") },
            };
            Flow.Start();
            Flow.Choose(found);
            Flow.SubmitCode(Code);
            Until(ConnectionStep.Connected);
            Assert.That(
                _pairing.Asked.Select(asked => asked.Address.Host),
                Is.EqualTo(new[] { "10.0.0.1", "10.0.0.2" }));
        }

        [Test]
        public void AnAddressThatBecomesKnownMeanwhileIsTried()
        {
            var hold = new TaskCompletionSource<bool>();
            _pairing.Hold = hold.Task;
            _pairing.Result = address => address.Host == "10.0.0.1" ? throw Problems.Unreachable() : Anna;
            FoundServer found = Found() with { Addresses = new[] { IPAddress.Parse("10.0.0.1") } };
            Flow.Start();
            Flow.Choose(found);
            Flow.SubmitCode(Code);
            _discovery.Find(found with { Addresses = new[] { IPAddress.Parse("10.0.0.2") } });
            Wait.Until(() => Flow.View.Servers.Count == 1, _pump);
            hold.SetResult(true);
            Until(ConnectionStep.Connected);
            Assert.That(_pairing.Asked.Last().Address.Host, Is.EqualTo("10.0.0.2"));
        }

        [Test]
        public void ALostConnectionComesBack()
        {
            Connect();
            _laptop.Server.Cut();
            Wait.Until(() => _views.Any(view => view.Step == ConnectionStep.Lost), _pump);
            Assert.That(
                _views.First(view => view.Step == ConnectionStep.Lost).Sentence, Does.Contain("is lost"));
            Until(ConnectionStep.Connected);
        }

        [Test]
        public void ALaptopThatStartsAnewOnAnotherPortIsFollowed()
        {
            Connect();
            SessionFollower session = Flow.Session!;
            _laptop.Server.Dispose();
            Until(ConnectionStep.Lost);
            using var moved = new FakeLaptop();
            _discovery.Find(Found() with { Port = moved.Server.Port });
            Until(ConnectionStep.Connected);
            Assert.That(Flow.Session, Is.SameAs(session), "its events stay connected");
            Assert.That(Flow.Client!.Server.Port, Is.EqualTo(moved.Server.Port));
            Assert.That(_remembered.All.Single().Port, Is.EqualTo(moved.Server.Port));
        }

        [Test]
        public void AHeadsetThatIsSentAwayIsTold()
        {
            Connect();
            _laptop.SayBye("revoked", 4401);
            Until(ConnectionStep.Searching);
            Assert.That(Flow.View.Sentence, Is.EqualTo("The laptop no longer knows this headset."));
            Assert.That(Flow.Client, Is.Null);
            Assert.That(Flow.Session, Is.Null);
            Assert.That(_remembered.All, Is.Empty);
        }

        [Test]
        public void AnotherLaptopCanBeSought()
        {
            Connect();
            Flow.SearchAgain();
            Assert.That(Step, Is.EqualTo(ConnectionStep.Searching));
            _discovery.Find(Found());
            Until(ConnectionStep.Choosing);
            Assert.That(_remembered.All.Count, Is.EqualTo(1));
            Flow.Choose(Flow.View.Servers.Single());
            Until(ConnectionStep.Connected);
            Assert.That(_pairing.Asked, Is.Empty, "it is still paired");
        }

        [Test]
        public void ALaptopCanBeForgotten()
        {
            Connect();
            Flow.Forget();
            Assert.That(Step, Is.EqualTo(ConnectionStep.Searching));
            Assert.That(_remembered.All, Is.Empty);
            _discovery.Find(Found());
            Until(ConnectionStep.Choosing);
            Flow.Choose(Flow.View.Servers.Single());
            Assert.That(Step, Is.EqualTo(ConnectionStep.AskingCode));
        }

        [Test]
        public void WhatWasLeftIsNotHeardOfAnyMore()
        {
            var hold = new TaskCompletionSource<bool>();
            _pairing.Hold = hold.Task;
            Flow.Enter("192.168.1.20");
            Flow.SubmitCode(Code);
            Flow.SearchAgain();
            hold.SetResult(true);
            Thread.Sleep(50);
            _pump.Drain();
            Assert.That(Step, Is.EqualTo(ConnectionStep.Searching));
            Assert.That(_remembered.All, Is.Empty);
            Flow.Dispose();
            int views = _views.Count;
            _discovery.Find(Found());
            _pump.Drain();
            Assert.That(_views.Count, Is.EqualTo(views));
        }

        private static int ClosedPort()
        {
            using var server = new FakeServer(request => Task.CompletedTask);
            return server.Port;
        }

        private void Connect()
        {
            _remembered.Put(Anna);
            Flow.Start();
            Until(ConnectionStep.Connected);
            Wait.Until(() => Flow.Session!.Link == SessionLink.Live, _pump);
        }

        private void Until(ConnectionStep step) => Wait.Until(() => Step == step, _pump, step + " from " + Step);

        private FoundServer Found(string name = "ANNA-LAPTOP", char id = 'a') => new FoundServer(
            "Gaitbox on " + name,
            "host.local",
            new[] { IPAddress.Loopback },
            _laptop.Server.Port,
            new string(id, 32),
            "0.1.0",
            FakeServer.Fingerprint);

        /// <summary>Finds what the test says, when it says so.</summary>
        private sealed class FakeDiscovery : IDiscovery
        {
            private readonly object _lock = new object();
            private readonly List<FoundServer> _before = new List<FoundServer>();
            private TaskCompletionSource<bool> _round = new TaskCompletionSource<bool>();
            private IProgress<FoundServer>? _found;

            public int Rounds { get; private set; }

            public bool Broken { get; set; }

            public void Find(FoundServer server)
            {
                lock (_lock)
                {
                    if (_found == null)
                    {
                        _before.Add(server);
                    }
                    _found?.Report(server);
                }
            }

            public void EndRound() => _round.TrySetResult(true);

            public async Task<IReadOnlyList<FoundServer>> FindAsync(
                TimeSpan limit, IProgress<FoundServer>? found = null, CancellationToken ct = default)
            {
                if (Broken)
                {
                    throw new InvalidOperationException("no network");
                }
                lock (_lock)
                {
                    Rounds++;
                    _found = found;
                    _before.ForEach(server => found?.Report(server));
                    _before.Clear();
                }
                using (ct.Register(() => _round.TrySetResult(true)))
                {
                    await _round.Task;
                }
                _round = new TaskCompletionSource<bool>();
                lock (_lock)
                {
                    _found = _found == found ? null : _found;
                }
                return new FoundServer[0];
            }
        }

        /// <summary>Pairs as the test says.</summary>
        private sealed class FakePairing : IPairing
        {
            public Func<ServerAddress, PairedServer> Result { get; set; } =
                address => throw Problems.Unreachable();

            public Task Hold { get; set; } = Task.CompletedTask;

            public List<(ServerAddress Address, string Code, string Device)> Asked { get; } =
                new List<(ServerAddress Address, string Code, string Device)>();

            public async Task<PairedServer> PairAsync(
                ServerAddress address, string codeOrSecret, string deviceName, CancellationToken ct = default)
            {
                Asked.Add((address, codeOrSecret, deviceName));
                await Hold;
                return Result(address);
            }
        }
    }
}

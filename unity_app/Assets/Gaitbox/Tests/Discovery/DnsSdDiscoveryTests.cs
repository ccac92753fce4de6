#nullable enable
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Discovery against a responder on a socket of this machine.</summary>
    [TestFixture]
    public sealed class DnsSdDiscoveryTests
    {
        private static readonly DnsName Service = DnsName.Of("_gaitbox._tcp.local");
        private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

        [Test]
        public void AServerIsToldOfAtOnce()
        {
            using var responder = new Responder(id => new[] { Whole(id, "ANNA", "10.0.0.1") });
            var told = new List<FoundServer>();
            Wait.For(async () =>
            {
                using var enough = new CancellationTokenSource();
                var found = new Relay<FoundServer>(server =>
                {
                    told.Add(server);
                    enough.Cancel();
                });
                IReadOnlyList<FoundServer> all = await responder.Discovery
                    .FindAsync(TimeSpan.FromSeconds(30), found, enough.Token);
                Assert.That(all.Single().Name, Is.EqualTo("Gaitbox on ANNA"));
            });
            Assert.That(told.Single().Address.Authority, Is.EqualTo("10.0.0.1:8771"));
        }

        [Test]
        public void SeveralServersAreCollectedAndEachIsToldOfOnce()
        {
            using var responder = new Responder(id => new[]
            {
                Whole(id, "ANNA", "10.0.0.1"), Whole(id, "ANNA", "10.0.0.1"), Whole(id, "BEN", "10.0.0.2"),
            });
            var told = new List<string>();
            IReadOnlyList<FoundServer> all = Find(responder, told, 2);
            Assert.That(
                all.Select(server => server.Name), Is.EqualTo(new[] { "Gaitbox on ANNA", "Gaitbox on BEN" }));
            Assert.That(told.Count, Is.EqualTo(2));
        }

        [Test]
        public void EveryQueryHasAnIdOfItsOwn()
        {
            using var responder = new Responder(id => new byte[0][]);
            Wait.For(async () =>
            {
                using var enough = new CancellationTokenSource();
                Task search = responder.Discovery.FindAsync(TimeSpan.FromSeconds(50), null, enough.Token);
                Wait.Until(() => responder.Ids.Count >= 2);
                enough.Cancel();
                await search;
            });
            ushort[] ids = responder.Ids.ToArray();
            Assert.That(ids.Distinct().Count(), Is.EqualTo(ids.Length));
        }

        [Test]
        public void WhatNobodyAskedForIsIgnored()
        {
            var queries = new Packets(0x1234, 0x0000).Bytes();
            using var responder = new Responder(id => new[]
            {
                Whole((ushort)(id + 1), "EVE", "10.0.0.66"),
                new byte[] { 1, 2, 3 },
                queries,
                new Packets(id, 0x8403).Ptr(Service, Instance("MALLORY")).Bytes(),
            });
            Assert.That(Find(responder, new List<string>()), Is.Empty);
        }

        [Test]
        public void WhatIsMissingIsAskedFor()
        {
            DnsName anna = Instance("ANNA");
            DnsName host = DnsName.Of("anna.local");
            using var responder = new Responder((id, questions) => new[]
            {
                questions == 1
                    ? new Packets(id).Ptr(Service, anna).Bytes()
                    : new Packets(id).Srv(anna, host, 8771).Address(host, "10.0.0.1").Txt(anna, "a=b").Bytes(),
            });
            var told = new List<string>();
            Find(responder, told, 1);
            Assert.That(told, Is.EqualTo(new[] { "Gaitbox on ANNA" }));
        }

        [Test]
        public void ANameThatCannotBeAskedForDoesNoHarm()
        {
            using var responder = new Responder(id => new[]
            {
                NotUtf8(id), Whole(id, "ANNA", "10.0.0.1"),
            });
            var told = new List<string>();
            Wait.For(async () =>
            {
                using var enough = new CancellationTokenSource();
                var found = new Relay<FoundServer>(server => told.Add(server.Name));
                Task search = responder.Discovery.FindAsync(TimeSpan.FromSeconds(50), found, enough.Token);
                Wait.Until(() => responder.Ids.Count >= 6); // it asked again after that name came
                enough.Cancel();
                await search;
            });
            Assert.That(told, Is.EqualTo(new[] { "Gaitbox on ANNA" }));
        }

        [Test]
        public void AServerWithoutTextsIsToldOfAtTheEnd()
        {
            DnsName anna = Instance("ANNA");
            DnsName host = DnsName.Of("anna.local");
            using var responder = new Responder(id => new[]
            {
                new Packets(id).Ptr(Service, anna).Srv(anna, host, 8771).Address(host, "10.0.0.1").Bytes(),
            });
            var told = new List<string>();
            IReadOnlyList<FoundServer> all = Find(responder, told);
            Assert.That(all.Single().ServerId, Is.EqualTo(""));
            Assert.That(told.Count, Is.EqualTo(1));
        }

        [Test]
        public void TwoLaptopsOfOneNameAreToldApartByTheirIds()
        {
            using var responder = new Responder(id => new[]
            {
                Whole(id, "ANNA", "10.0.0.1", new string('1', 32)),
                Whole(id, "ANNA", "10.0.0.2", new string('2', 32)),
            });
            Assert.That(Find(responder, new List<string>(), 2).Count, Is.EqualTo(2));
        }

        [Test]
        public void TheLimitEndsIt()
        {
            using var responder = new Responder(id => new byte[0][]);
            var watch = Stopwatch.StartNew();
            Assert.That(Find(responder, new List<string>()), Is.Empty);
            Assert.That(watch.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(350)));
        }

        [Test]
        public void AnAddressThatCannotBeUsedDoesNoHarm()
        {
            var own = new[]
            {
                new LocalAddress(IPAddress.Parse("203.0.113.7"), 24),
                new LocalAddress(IPAddress.Loopback, 8),
            };
            using var responder = new Responder(id => new[] { Whole(id, "ANNA", "10.0.0.1") }, own);
            Assert.That(Find(responder, new List<string>(), 1).Count, Is.EqualTo(1));
        }

        [Test]
        public void ThisMachinesAddressesAreListedWithoutErrors()
        {
            foreach (LocalAddress address in LocalNetwork.Addresses())
            {
                Assert.That(IPAddress.IsLoopback(address.Address), Is.False);
                Assert.That(address.PrefixLength, Is.GreaterThan(0));
            }
        }

        /// <summary>Searches until so many were told of; for a short while if that is none.</summary>
        private static IReadOnlyList<FoundServer> Find(
            Responder responder, List<string> told, int count = 0)
        {
            IReadOnlyList<FoundServer> all = new FoundServer[0];
            Wait.For(async () =>
            {
                using var enough = new CancellationTokenSource();
                var found = new Relay<FoundServer>(server =>
                {
                    told.Add(server.Name);
                    if (told.Count == count)
                    {
                        enough.Cancel();
                    }
                });
                TimeSpan limit = count == 0 ? Short : TimeSpan.FromSeconds(50);
                all = await responder.Discovery.FindAsync(limit, found, enough.Token);
            });
            return all;
        }

        private static DnsName Instance(string name) =>
            new DnsName(new[] { "Gaitbox on " + name, "_gaitbox", "_tcp", "local" });

        private static byte[] Whole(ushort id, string name, string address, string server = "")
        {
            DnsName host = DnsName.Of(name.ToLowerInvariant() + ".local");
            return new Packets(id)
                .Ptr(Service, Instance(name)).Srv(Instance(name), host, 8771)
                .Txt(Instance(name), "txtvers=1", "id=" + (server.Length > 0 ? server : Id(name)))
                .Address(host, address).Bytes();
        }

        /// <summary>An instance whose name is 63 bytes of no character, 189 bytes once read.</summary>
        private static byte[] NotUtf8(ushort id)
        {
            var data = new List<byte> { 63 };
            data.AddRange(Enumerable.Repeat((byte)0xFF, 63));
            data.AddRange(Hex.Decode("085f67616974626f78045f746370056c6f63616c00"));
            return new Packets(id).Record(Service, DnsType.Ptr, data.ToArray()).Bytes();
        }

        private static string Id(string name) => name.Length.ToString("x32");

        /// <summary>Answers every query with some packets.</summary>
        private sealed class Responder : IDisposable
        {
            private readonly UdpClient _udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            private readonly Func<ushort, int, byte[][]> _answers;

            public Responder(Func<ushort, byte[][]> answers, IReadOnlyList<LocalAddress>? own = null)
                : this((id, questions) => answers(id), own)
            {
            }

            /// <summary>Answers by the query's id and the number of its questions.</summary>
            public Responder(Func<ushort, int, byte[][]> answers, IReadOnlyList<LocalAddress>? own = null)
            {
                _answers = answers;
                own ??= new[] { new LocalAddress(IPAddress.Loopback, 8) };
                Discovery = new DnsSdDiscovery(() => own, (IPEndPoint)_udp.Client.LocalEndPoint!);
                _ = Task.Run(AnswerAsync);
            }

            public DnsSdDiscovery Discovery { get; }

            public ConcurrentQueue<ushort> Ids { get; } = new ConcurrentQueue<ushort>();

            public void Dispose() => _udp.Dispose();

            private async Task AnswerAsync()
            {
                try
                {
                    while (true)
                    {
                        UdpReceiveResult query = await _udp.ReceiveAsync();
                        var id = (ushort)((query.Buffer[0] << 8) | query.Buffer[1]);
                        Ids.Enqueue(id);
                        foreach (byte[] answer in _answers(id, query.Buffer[5]))
                        {
                            await _udp.SendAsync(answer, answer.Length, query.RemoteEndPoint);
                        }
                    }
                }
                catch (Exception error) when (HttpDoor.IsOfConnection(error))
                {
                    // The test is over.
                }
            }
        }
    }
}

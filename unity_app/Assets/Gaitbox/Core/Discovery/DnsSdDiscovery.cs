#nullable enable
using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// Finds servers by one-shot queries (RFC 6762, sections 5.1 and 6.7; RFC 6763): the question
    /// leaves from a port of our own, so that the answer comes back to it alone. A headset then
    /// needs no multicast lock, and a network that drops multicast on its way to the headset does
    /// no harm.
    /// </summary>
    public sealed class DnsSdDiscovery : IDiscovery
    {
        /// <summary>The service's type and domain (PROTOCOL.md).</summary>
        private static readonly DnsName Service = DnsName.Of("_gaitbox._tcp.local");

        /// <summary>Pause before the second query; each further one is twice as long.</summary>
        private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

        private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

        private readonly Func<IReadOnlyList<LocalAddress>> _addresses;
        private readonly IPEndPoint? _target;

        /// <summary>Discovery on all interfaces of this device.</summary>
        public DnsSdDiscovery()
            : this(LocalNetwork.Addresses, null)
        {
        }

        /// <summary>Discovery for tests.</summary>
        /// <param name="addresses">The addresses to ask from.</param>
        /// <param name="target">Whom to ask in place of all; null for the multicast groups.</param>
        internal DnsSdDiscovery(Func<IReadOnlyList<LocalAddress>> addresses, IPEndPoint? target)
        {
            _addresses = addresses;
            _target = target;
        }

        /// <inheritdoc/>
        public async Task<IReadOnlyList<FoundServer>> FindAsync(
            TimeSpan limit,
            IProgress<FoundServer>? found = null,
            CancellationToken ct = default)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
            end.CancelAfter(limit);
            var heard = new Heard(Service, found);
            var asking = new Dictionary<IPAddress, QuerySocket>();
            try
            {
                TimeSpan pause = FirstPause;
                while (!end.IsCancellationRequested)
                {
                    IReadOnlyList<LocalAddress> own = _addresses();
                    heard.SetOwn(own);
                    Open(asking, own, heard);
                    Ask(asking, heard);
                    await PauseAsync(pause, end.Token).ConfigureAwait(false);
                    pause = pause + pause < LongestPause ? pause + pause : LongestPause;
                }
            }
            finally
            {
                foreach (QuerySocket socket in asking.Values)
                {
                    socket.Dispose();
                }
            }
            return heard.Finish();
        }

        private static async Task PauseAsync(TimeSpan pause, CancellationToken end)
        {
            try
            {
                await Task.Delay(pause, end).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The loop looks at the token by itself.
            }
        }

        private static void Ask(Dictionary<IPAddress, QuerySocket> asking, Heard heard)
        {
            foreach (QuerySocket socket in asking.Values)
            {
                socket.Ask((Service, DnsType.Ptr));
                foreach ((DnsName Name, DnsType Type)[] questions in heard.Missing())
                {
                    socket.Ask(questions);
                }
            }
        }

        /// <summary>
        /// A socket for each address, and one for which the system chooses the interface; again at
        /// each query, as Wi-Fi may come later.
        /// </summary>
        private void Open(
            Dictionary<IPAddress, QuerySocket> asking,
            IReadOnlyList<LocalAddress> own,
            Heard heard)
        {
            foreach (LocalAddress local in own)
            {
                if (local.Asks)
                {
                    Open(asking, local.Address, heard);
                }
            }
            Open(asking, IPAddress.Any, heard);
        }

        private void Open(Dictionary<IPAddress, QuerySocket> asking, IPAddress address, Heard heard)
        {
            if (asking.TryGetValue(address, out QuerySocket? there) && !there.IsBroken)
            {
                return;
            }
            there?.Dispose();
            asking.Remove(address);
            QuerySocket? socket = QuerySocket.Open(address, _target, heard.Add);
            if (socket != null)
            {
                asking[address] = socket;
            }
        }

        /// <summary>What all sockets heard, behind one lock.</summary>
        private sealed class Heard
        {
            private readonly object _lock = new object();
            private readonly FoundRecords _records;
            private readonly IProgress<FoundServer>? _found;
            private readonly List<FoundServer> _told = new List<FoundServer>();

            private Comparison<IPAddress> _nearness = (left, right) => 0;

            public Heard(DnsName service, IProgress<FoundServer>? found)
            {
                _records = new FoundRecords(service);
                _found = found;
            }

            public void SetOwn(IReadOnlyList<LocalAddress> own)
            {
                lock (_lock)
                {
                    _nearness = LocalNetwork.Nearness(own);
                }
            }

            public void Add(DnsMessage message, long scope)
            {
                lock (_lock)
                {
                    _records.Add(message, scope);
                    foreach (DnsName instance in _records.Instances)
                    {
                        if (_records.Missing(instance).Count == 0)
                        {
                            Tell(instance);
                        }
                    }
                }
            }

            public IReadOnlyList<(DnsName Name, DnsType Type)[]> Missing()
            {
                var questions = new List<(DnsName Name, DnsType Type)[]>();
                lock (_lock)
                {
                    foreach (DnsName instance in _records.Instances)
                    {
                        List<(DnsName Name, DnsType Type)> missing = _records.Missing(instance);
                        if (missing.Count > 0)
                        {
                            questions.Add(missing.ToArray());
                        }
                    }
                }
                return questions;
            }

            /// <summary>All servers; those of which no text came are told of at last.</summary>
            public IReadOnlyList<FoundServer> Finish()
            {
                lock (_lock)
                {
                    foreach (DnsName instance in _records.Instances)
                    {
                        Tell(instance);
                    }
                    return _told.ToArray();
                }
            }

            /// <summary>
            /// Tells of a server that is new or says something new. Two laptops may use one name
            /// until one of them notices, so that the id tells them apart.
            /// </summary>
            private void Tell(DnsName instance)
            {
                FoundServer? server = _records.Server(instance, _nearness);
                if (server == null)
                {
                    return;
                }
                int at = _told.FindIndex(server.IsSameAs);
                if (at >= 0 && server.SaysTheSameAs(_told[at]))
                {
                    return;
                }
                if (at >= 0)
                {
                    _told[at] = server;
                }
                else if (_told.Count < FoundRecords.MostInstances)
                {
                    _told.Add(server);
                }
                else
                {
                    return;
                }
                _found?.Report(server);
            }
        }
    }
}

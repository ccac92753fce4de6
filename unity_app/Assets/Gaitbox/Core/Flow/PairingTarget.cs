#nullable enable
using System.Collections.Generic;
using System.Net;

namespace Gaitbox.Core
{
    /// <summary>
    /// Whom to pair with, and the addresses where it may be reached; of a server that was found,
    /// more of them may become known meanwhile. Safe to use from several threads.
    /// </summary>
    internal sealed class PairingTarget
    {
        private readonly object _lock = new object();
        private readonly List<ServerAddress> _addresses = new List<ServerAddress>();
        private readonly FoundServer? _found;

        /// <summary>A server that was found.</summary>
        public PairingTarget(FoundServer server)
        {
            Name = server.Name;
            _found = server;
            Add(server);
        }

        /// <summary>An address that was typed or scanned.</summary>
        public PairingTarget(ServerAddress address)
        {
            Name = address.Authority;
            _addresses.Add(address);
        }

        /// <summary>What the user knows it by.</summary>
        public string Name { get; }

        /// <summary>Whether further addresses may become known.</summary>
        public bool MayGrow => _found != null;

        /// <summary>The address at a place, the nearest first; null if there are not so many.</summary>
        public ServerAddress? At(int index)
        {
            lock (_lock)
            {
                return index < _addresses.Count ? _addresses[index] : null;
            }
        }

        /// <summary>Takes in what became known, if it is about this server.</summary>
        public void Add(FoundServer server)
        {
            if (_found == null || !server.IsSameAs(_found))
            {
                return;
            }
            lock (_lock)
            {
                foreach (IPAddress address in server.Addresses)
                {
                    var place = new ServerAddress(address.ToString(), server.Port);
                    if (!_addresses.Contains(place))
                    {
                        _addresses.Add(place);
                    }
                }
            }
        }
    }
}

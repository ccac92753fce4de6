#nullable enable
using System.Collections.Generic;
using System.Linq;

namespace Gaitbox.Core
{
    /// <summary>Whom to pair with, and the addresses where it may be reached.</summary>
    internal sealed class PairingTarget
    {
        /// <summary>A server that was found.</summary>
        public PairingTarget(FoundServer server)
        {
            Name = server.Name;
            Addresses = server.Addresses
                .Select(address => new ServerAddress(address.ToString(), server.Port)).ToArray();
        }

        /// <summary>An address that was typed or scanned.</summary>
        public PairingTarget(ServerAddress address)
        {
            Name = address.Authority;
            Addresses = new[] { address };
        }

        /// <summary>What the user knows it by.</summary>
        public string Name { get; }

        /// <summary>Its addresses, the nearest first; never empty.</summary>
        public IReadOnlyList<ServerAddress> Addresses { get; }
    }
}

#nullable enable
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace Gaitbox.Core
{
    /// <summary>
    /// A Gaitbox that answered on the network. mDNS is unauthenticated (RFC 6762, section 21): all
    /// of this is a hint, and who it is comes from pairing.
    /// </summary>
    /// <param name="Name">Instance name, such as "Gaitbox on ANNA-LAPTOP".</param>
    /// <param name="Host">Host name, such as "anna-laptop.local".</param>
    /// <param name="Addresses">Addresses, those in a subnet of this device first; never empty.</param>
    /// <param name="Port">Port of the LAN door.</param>
    /// <param name="ServerId">32 hexadecimal digits of the installation; empty if not told.</param>
    /// <param name="Version">Version of the server; empty if not told.</param>
    /// <param name="Fingerprint">SHA-256 of its public key, 64 hexadecimal digits; empty if not told.</param>
    public sealed record FoundServer(
        string Name,
        string Host,
        IReadOnlyList<IPAddress> Addresses,
        int Port,
        string ServerId,
        string Version,
        string Fingerprint)
    {
        /// <summary>Where to connect: the first address.</summary>
        public ServerAddress Address => new ServerAddress(Addresses[0].ToString(), Port);

        /// <summary>Whether it is the same installation; told apart by name where an id is missing.</summary>
        public bool IsSameAs(FoundServer other)
        {
            bool told = ServerId.Length > 0 && other.ServerId.Length > 0;
            return told ? ServerId == other.ServerId : Name == other.Name;
        }

        /// <summary>Whether all is the same, each address too; records compare lists by identity.</summary>
        internal bool SaysTheSameAs(FoundServer other)
        {
            return this with { Addresses = other.Addresses } == other
                && Addresses.SequenceEqual(other.Addresses);
        }
    }
}

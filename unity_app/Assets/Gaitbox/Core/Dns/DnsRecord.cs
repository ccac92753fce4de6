#nullable enable
using System.Collections.Generic;
using System.Net;

namespace Gaitbox.Core
{
    /// <summary>A record of a message, as far as discovery reads it.</summary>
    internal sealed class DnsRecord
    {
        /// <summary>A record of a type.</summary>
        public DnsRecord(DnsName name, DnsType type, uint timeToLive)
        {
            Name = name;
            Type = type;
            TimeToLive = timeToLive;
        }

        /// <summary>What it is about.</summary>
        public DnsName Name { get; }

        /// <summary>Its type; may be one that is not read.</summary>
        public DnsType Type { get; }

        /// <summary>Seconds that it holds; 0 says goodbye (RFC 6762, section 10.1).</summary>
        public uint TimeToLive { get; }

        /// <summary>Name that a PTR or SRV record points at; null for others.</summary>
        public DnsName? Target { get; set; }

        /// <summary>Port of an SRV record; 0 for others.</summary>
        public int Port { get; set; }

        /// <summary>Address of an A or AAAA record; null for others.</summary>
        public IPAddress? Address { get; set; }

        /// <summary>Keys and values of a TXT record, keys in lower case; null for others.</summary>
        public IReadOnlyDictionary<string, string>? Texts { get; set; }
    }
}

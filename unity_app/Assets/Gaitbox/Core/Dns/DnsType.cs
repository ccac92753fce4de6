#nullable enable
namespace Gaitbox.Core
{
    /// <summary>Types of records (RFC 1035, section 3.2.2; RFC 3596; RFC 2782).</summary>
    internal enum DnsType
    {
        /// <summary>An IPv4 address.</summary>
        A = 1,

        /// <summary>Another name; here that of a service's instance.</summary>
        Ptr = 12,

        /// <summary>Texts; here what an instance says of itself (RFC 6763, section 6).</summary>
        Txt = 16,

        /// <summary>An IPv6 address.</summary>
        Aaaa = 28,

        /// <summary>Host and port of a service.</summary>
        Srv = 33,
    }
}

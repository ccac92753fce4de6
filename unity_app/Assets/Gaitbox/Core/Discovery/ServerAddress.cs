#nullable enable
namespace Gaitbox.Core
{
    /// <summary>Where a server is, and what a QR code says besides.</summary>
    /// <param name="Host">IPv4 or IPv6 address without brackets, or a host name.</param>
    /// <param name="Port">Port of the LAN door.</param>
    /// <param name="Secret">One-time secret of a QR code; null for other addresses.</param>
    /// <param name="Fingerprint">Fingerprint that a QR code promises; null for other addresses.</param>
    public sealed record ServerAddress(
        string Host,
        int Port = ServerAddress.DefaultPort,
        string? Secret = null,
        string? Fingerprint = null)
    {
        /// <summary>Port of the LAN door unless it was taken (PROTOCOL.md).</summary>
        public const int DefaultPort = 8771;

        /// <summary>
        /// Host and port as a Host header has them (RFC 9110, section 7.2), without the interface
        /// of a link-local address, which means nothing to the server.
        /// </summary>
        public string Authority
        {
            get
            {
                string host = Host.Split('%')[0];
                return (host.IndexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + Port;
            }
        }

        /// <summary>
        /// Reads what a user typed or scanned: the link of a QR code, an https address, a host, a
        /// host with a port, or an IPv6 address in brackets with a port.
        /// </summary>
        /// <exception cref="GaitboxException">It is none of these (<see cref="Failure.BadInput"/>).</exception>
        public static ServerAddress Parse(string text)
        {
            return AddressReader.Read(text);
        }

        /// <summary>Host and port; the secret stays out of logs.</summary>
        public override string ToString() => Authority;
    }
}

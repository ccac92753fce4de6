#nullable enable
using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// TLS over TCP, where the fingerprint of the server's key decides and no authority does: the
    /// certificate is self-signed.
    /// </summary>
    /// <remarks>
    /// HTTP and the live session both run over this one class instead of HttpClient and
    /// ClientWebSocket, whose certificate callbacks Unity's Mono has left uncalled (ClientWebSocket:
    /// mono/mono issue 8660; HttpClient: Unity issue UUM-57031, mono/mono issue 8644).
    /// </remarks>
    public sealed class TlsTransport : ITransport
    {
        /// <summary>The transport with the usual limit.</summary>
        public static readonly TlsTransport Instance = new TlsTransport(TimeSpan.FromSeconds(5));

        /// <summary>
        /// Said and not left to the system: for None, Unity's TLS takes 1.0 as the highest version
        /// and 1.2 as the lowest (UnityTlsConversions), and 1.2 is the highest that it can.
        /// </summary>
        private const SslProtocols Version = SslProtocols.Tls12;

        private readonly TimeSpan _limit;

        /// <summary>A transport.</summary>
        /// <param name="limit">Longest time to connect.</param>
        public TlsTransport(TimeSpan limit)
        {
            _limit = limit;
        }

        /// <inheritdoc/>
        public async Task<PinnedConnection> ConnectAsync(
            string host,
            int port,
            string? fingerprint,
            CancellationToken ct)
        {
            using var deadline = new Deadline(_limit, ct);
            IPAddress[] addresses = await ResolveAsync(host, deadline).ConfigureAwait(false);
            Exception? cause = null;
            foreach (IPAddress address in addresses)
            {
                try
                {
                    TcpClient client = await OpenAsync(address, port, deadline).ConfigureAwait(false);
                    return await EncryptAsync(client, host, fingerprint, deadline).ConfigureAwait(false);
                }
                catch (Exception error) when (error is SocketException || error is IOException)
                {
                    deadline.ThrowIfOver();
                    cause = error;
                }
            }
            throw Problems.Unreachable(cause);
        }

        private static async Task<IPAddress[]> ResolveAsync(string host, Deadline deadline)
        {
            if (IPAddress.TryParse(host, out IPAddress? address))
            {
                return new[] { address };
            }
            try
            {
                return await deadline.Of(Dns.GetHostAddressesAsync(host)).ConfigureAwait(false);
            }
            catch (SocketException error)
            {
                throw new GaitboxException(
                    "There is no computer of this name in the network.",
                    "Type the numbers that the laptop shows instead of its name.",
                    Failure.Unreachable,
                    error);
            }
        }

        private static async Task<TcpClient> OpenAsync(IPAddress address, int port, Deadline deadline)
        {
            var client = new TcpClient(address.AddressFamily) { NoDelay = true };
            try
            {
                using (deadline.Closing(client))
                {
                    await client.ConnectAsync(address, port).ConfigureAwait(false);
                }
                deadline.ThrowIfOver();
                return client;
            }
            catch
            {
                client.Dispose();
                deadline.ThrowIfOver();
                throw;
            }
        }

        private static async Task<PinnedConnection> EncryptAsync(
            TcpClient client, string host, string? fingerprint, Deadline deadline)
        {
            var key = new SeenKey(fingerprint);
            var stream = new SslStream(client.GetStream(), false, key.Check);
            try
            {
                using (deadline.Closing(client))
                {
                    string name = host.Split('%')[0]; // without the interface of a link-local one
                    await stream.AuthenticateAsClientAsync(name, null, Version, false)
                        .ConfigureAwait(false);
                }
                deadline.ThrowIfOver();
                if (!key.IsRight)
                {
                    throw Problems.WrongServer(); // the callback was not asked: never go on
                }
                return new PinnedConnection(stream, key.Fingerprint, client);
            }
            catch (Exception error)
            {
                stream.Dispose();
                client.Dispose();
                if (error is GaitboxException)
                {
                    throw;
                }
                deadline.ThrowIfOver();
                throw key.IsWrong ? Problems.WrongServer() : NotTls(error);
            }
        }

        private static GaitboxException NotTls(Exception cause)
        {
            return new GaitboxException(
                "What answers at this address is not Gaitbox.",
                "Compare address and port with those that the laptop shows.",
                Failure.Unreachable,
                cause);
        }

        /// <summary>The key that the server showed, against the one that it must have.</summary>
        private sealed class SeenKey
        {
            private readonly string? _wanted;

            public SeenKey(string? wanted)
            {
                _wanted = wanted;
            }

            public string Fingerprint { get; private set; } = "";

            public bool IsRight { get; private set; }

            public bool IsWrong => Fingerprint.Length > 0 && !IsRight;

            public bool Check(
                object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
            {
                try
                {
                    byte[] der = certificate?.GetRawCertData() ?? new byte[0];
                    Fingerprint = Spki.Fingerprint(der);
                }
                catch (Exception error) when (error is FormatException || error is CryptographicException)
                {
                    return false;
                }
                IsRight = _wanted == null || FixedTime.AreSame(Fingerprint, _wanted);
                return IsRight;
            }
        }
    }
}

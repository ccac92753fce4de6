#nullable enable
using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// A WebSocket client (RFC 6455) over a connection with a pinned key, without extensions.
    /// </summary>
    internal sealed class WebSocketSession : ISessionSocket
    {
        /// <summary>Most bytes of a message; the protocol promises 4 KiB.</summary>
        private const int MostMessageBytes = 64 * 1024;

        private const int Normal = 1000;
        private const int NoCode = 1005;
        private const int Abnormal = 1006;
        private const int BadText = 1007;

        /// <summary>Longest time for the handshake, and for a frame to leave.</summary>
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

        private static readonly UTF8Encoding Strict = new UTF8Encoding(false, true);

        private readonly PinnedConnection _connection;
        private readonly FrameReader _frames;
        private readonly SemaphoreSlim _writing = new SemaphoreSlim(1, 1);
        private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

        private WebSocketSession(PinnedConnection connection, ByteReader reader)
        {
            _connection = connection;
            _frames = new FrameReader(reader, MostMessageBytes);
        }

        /// <inheritdoc/>
        public int CloseCode { get; private set; }

        /// <summary>Connects and shakes hands (RFC 6455, section 4.1).</summary>
        /// <param name="transport">How to connect.</param>
        /// <param name="server">The server, with this headset's token.</param>
        /// <param name="path">Such as <c>/session</c>.</param>
        /// <param name="ct">Gives up.</param>
        /// <exception cref="GaitboxException">Whatever went wrong.</exception>
        public static async Task<ISessionSocket> OpenAsync(
            ITransport transport, PairedServer server, string path, CancellationToken ct)
        {
            var address = new ServerAddress(server.Address, server.Port);
            PinnedConnection connection = await transport
                .ConnectAsync(server.Address, server.Port, server.Fingerprint, ct)
                .ConfigureAwait(false);
            using var deadline = new Deadline(Limit, ct);
            try
            {
                using IDisposable closing = deadline.Closing(connection);
                string key = Key();
                HttpRequest request = new HttpRequest("GET", path)
                    .To(address, server.Token)
                    .With("Origin", "https://" + address.Authority)
                    .With("Connection", "Upgrade")
                    .With("Upgrade", "websocket")
                    .With("Sec-WebSocket-Version", "13")
                    .With("Sec-WebSocket-Key", key);
                byte[] bytes = request.ToBytes();
                await connection.Stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
                await connection.Stream.FlushAsync().ConfigureAwait(false);
                var reader = new ByteReader(connection.Stream);
                HttpReply reply = await HttpReply.ReadAsync(reader).ConfigureAwait(false);
                await CheckAsync(reply, key).ConfigureAwait(false);
                return new WebSocketSession(connection, reader);
            }
            catch (Exception error)
            {
                connection.Dispose();
                if (error is GaitboxException)
                {
                    throw;
                }
                deadline.ThrowIfOver();
                throw error is FormatException ? Problems.Protocol(error) : Problems.Broken(error);
            }
        }

        /// <summary>What the server must answer to a key (RFC 6455, section 4.2.2).</summary>
        internal static string Accept(string key)
        {
            const string guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            using SHA1 sha = SHA1.Create();
            return Convert.ToBase64String(sha.ComputeHash(Encoding.ASCII.GetBytes(key + guid)));
        }

        /// <inheritdoc/>
        public Task SendAsync(string text, CancellationToken ct) =>
            SendAsync(FrameKind.Text, Encoding.UTF8.GetBytes(text), ct);

        /// <inheritdoc/>
        public async Task<string?> ReceiveAsync(CancellationToken ct)
        {
            using CancellationTokenRegistration closing = ct.Register(_connection.Dispose);
            try
            {
                while (CloseCode == 0)
                {
                    SocketMessage message = await _frames.ReadAsync().ConfigureAwait(false);
                    switch (message.Kind)
                    {
                        case FrameKind.Text:
                            return Strict.GetString(message.Data);
                        case FrameKind.Ping:
                            await SendAsync(FrameKind.Pong, message.Data, ct).ConfigureAwait(false);
                            break;
                        case FrameKind.Close:
                            await CloseAsync(message.Data, ct).ConfigureAwait(false);
                            break;
                    }
                }
            }
            catch (DecoderFallbackException)
            {
                await FailAsync(BadText, ct).ConfigureAwait(false);
            }
            catch (SocketProtocolException error)
            {
                await FailAsync(error.Code, ct).ConfigureAwait(false);
            }
            catch (Exception error) when (HttpDoor.IsOfConnection(error) || ct.IsCancellationRequested)
            {
                CloseCode = CloseCode == 0 ? Abnormal : CloseCode;
            }
            return null;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _connection.Dispose();
            _random.Dispose();
        }

        private static string Key()
        {
            var bytes = new byte[16];
            using var random = RandomNumberGenerator.Create();
            random.GetBytes(bytes);
            return Convert.ToBase64String(bytes);
        }

        private static async Task CheckAsync(HttpReply reply, string key)
        {
            const int switching = 101;
            if (reply.Status != switching)
            {
                throw await ProblemDetails.ReadAsync(reply).ConfigureAwait(false);
            }
            bool right = reply.HeaderHas("Upgrade", "websocket")
                && reply.HeaderHas("Connection", "Upgrade")
                && reply.Header("Sec-WebSocket-Accept") == Accept(key)
                && reply.Header("Sec-WebSocket-Extensions").Length == 0
                && reply.Header("Sec-WebSocket-Protocol").Length == 0;
            if (!right)
            {
                throw new FormatException("not a WebSocket");
            }
        }

        /// <summary>Answers a close frame with the same code.</summary>
        private async Task CloseAsync(byte[] data, CancellationToken ct)
        {
            int code = data.Length >= 2 ? (data[0] << 8) | data[1] : NoCode;
            byte[] answer = Code(code == NoCode ? Normal : code);
            CloseCode = code;
            await SendAsync(FrameKind.Close, answer, ct).ConfigureAwait(false);
        }

        private async Task FailAsync(int code, CancellationToken ct)
        {
            CloseCode = code;
            try
            {
                await SendAsync(FrameKind.Close, Code(code), ct).ConfigureAwait(false);
            }
            catch (Exception error) when (HttpDoor.IsOfConnection(error) || ct.IsCancellationRequested)
            {
                // It is over either way.
            }
        }

        private static byte[] Code(int code) => new[] { (byte)(code >> 8), (byte)code };

        private async Task SendAsync(FrameKind kind, byte[] data, CancellationToken ct)
        {
            var mask = new byte[4];
            await _writing.WaitAsync(ct).ConfigureAwait(false);
            try
            {
                using var deadline = new Deadline(Limit, ct);
                using IDisposable closing = deadline.Closing(_connection);
                _random.GetBytes(mask);
                byte[] frame = FrameWriter.Write(kind, data, mask);
                await _connection.Stream.WriteAsync(frame, 0, frame.Length).ConfigureAwait(false);
                await _connection.Stream.FlushAsync().ConfigureAwait(false);
            }
            finally
            {
                _writing.Release();
            }
        }
    }
}

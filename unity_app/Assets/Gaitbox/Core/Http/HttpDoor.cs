#nullable enable
using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// Asks one server, a connection for each request, and turns all that can go wrong into one
    /// <see cref="GaitboxException"/>.
    /// </summary>
    internal sealed class HttpDoor
    {
        private readonly ITransport _transport;
        private readonly ServerAddress _address;
        private readonly string? _token;

        /// <summary>The door of a server.</summary>
        /// <param name="transport">How to connect.</param>
        /// <param name="address">Where; with the fingerprint that it must have, null for any.</param>
        /// <param name="token">This headset's token; null before pairing.</param>
        public HttpDoor(ITransport transport, ServerAddress address, string? token)
        {
            _transport = transport;
            _address = address;
            _token = token;
        }

        /// <summary>Asks, and reads the answer.</summary>
        /// <param name="request">What to ask for.</param>
        /// <param name="silence">Longest time in which nothing arrives.</param>
        /// <param name="read">
        /// Reads the answer, a good one or not; extends the deadline whenever something arrives.
        /// </param>
        /// <param name="ct">Gives up.</param>
        /// <exception cref="GaitboxException">Whatever went wrong.</exception>
        /// <exception cref="OperationCanceledException">The caller gave up.</exception>
        public async Task<T> AskAsync<T>(
            HttpRequest request,
            TimeSpan silence,
            Func<HttpReply, PinnedConnection, Deadline, Task<T>> read,
            CancellationToken ct)
        {
            using PinnedConnection connection = await _transport
                .ConnectAsync(_address.Host, _address.Port, _address.Fingerprint, ct)
                .ConfigureAwait(false);
            using var deadline = new Deadline(silence, ct);
            using IDisposable closing = deadline.Closing(connection);
            try
            {
                byte[] bytes = request.To(_address, _token).With("Connection", "close").ToBytes();
                await connection.Stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
                await connection.Stream.FlushAsync().ConfigureAwait(false);
                var reader = new ByteReader(connection.Stream);
                HttpReply reply = await HttpReply.ReadAsync(reader).ConfigureAwait(false);
                deadline.Extend();
                return await read(reply, connection, deadline).ConfigureAwait(false);
            }
            catch (Exception error) when (IsOfConnection(error) || deadline.IsOver)
            {
                deadline.ThrowIfOver();
                throw Problems.Broken(error);
            }
            catch (FormatException error)
            {
                deadline.ThrowIfOver();
                throw Problems.Protocol(error);
            }
        }

        /// <summary>Whether an error says that a connection ended.</summary>
        internal static bool IsOfConnection(Exception error)
        {
            return error is IOException
                || error is SocketException
                || error is ObjectDisposedException;
        }
    }
}

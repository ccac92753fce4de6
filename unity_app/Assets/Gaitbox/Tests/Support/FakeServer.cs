#nullable enable
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Gaitbox.Core.Tests
{
    /// <summary>A request as the fake server read it.</summary>
    internal sealed class FakeRequest
    {
        /// <summary>Method and path, such as "GET /motions".</summary>
        public string Line { get; set; } = "";

        /// <summary>Headers, names in any case.</summary>
        public Dictionary<string, string> Headers { get; } =
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        /// <summary>Body as text.</summary>
        public string Body { get; set; } = "";

        /// <summary>The connection, for those who answer by hand.</summary>
        public Stream Stream { get; set; } = Stream.Null;

        /// <summary>What comes after the request.</summary>
        public ByteReader Reader { get; set; } = new ByteReader(Stream.Null);

        /// <summary>Writes text as it is.</summary>
        public async Task WriteAsync(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            await Stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
        }

        /// <summary>Answers with JSON.</summary>
        public Task JsonAsync(int status, string json, string headers = "")
        {
            int length = Encoding.UTF8.GetByteCount(json);
            return WriteAsync(
                "HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n" + headers + "\r\n" + json);
        }
    }

    /// <summary>
    /// A server on a real socket of this machine, without TLS: a function answers each request.
    /// Its <see cref="Transport"/> pretends the pinned key.
    /// </summary>
    internal sealed class FakeServer : IDisposable
    {
        /// <summary>Fingerprint that the transport says it saw.</summary>
        public static readonly string Fingerprint = new string('c', 64);

        private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
        private readonly Func<FakeRequest, Task> _answer;
        private readonly ConcurrentBag<TcpClient> _open = new ConcurrentBag<TcpClient>();

        /// <summary>A server that listens at once.</summary>
        public FakeServer(Func<FakeRequest, Task> answer)
        {
            _answer = answer;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            Transport = new PlainTransport(Fingerprint);
            _ = Task.Run(AcceptAsync);
        }

        /// <summary>Its port on 127.0.0.1.</summary>
        public int Port { get; }

        /// <summary>All requests so far.</summary>
        public ConcurrentQueue<FakeRequest> Requests { get; } = new ConcurrentQueue<FakeRequest>();

        /// <summary>How to connect to it.</summary>
        public PlainTransport Transport { get; }

        /// <summary>Its address.</summary>
        public ServerAddress Address => new ServerAddress("127.0.0.1", Port);

        /// <summary>A headset's pairing with it.</summary>
        public PairedServer Paired => new PairedServer(
            new string('a', 32), "Gaitbox on ANNA-LAPTOP", "127.0.0.1", Port, Fingerprint, "d1", "token-1");

        /// <summary>Cuts all connections, as a lost Wi-Fi does.</summary>
        public void Cut()
        {
            while (_open.TryTake(out TcpClient? client))
            {
                client.Dispose();
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _listener.Stop();
            Cut();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    TcpClient client = await _listener.AcceptTcpClientAsync().ConfigureAwait(false);
                    _open.Add(client);
                    _ = Task.Run(() => ServeAsync(client));
                }
            }
            catch (Exception error) when (HttpDoor.IsOfConnection(error) || error is InvalidOperationException)
            {
                // Stopped.
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            using (client)
            {
                try
                {
                    FakeRequest request = await ReadAsync(client.GetStream()).ConfigureAwait(false);
                    if (request.Line.Length == 0)
                    {
                        return; // connected, and thought better of it
                    }
                    Requests.Enqueue(request);
                    await _answer(request).ConfigureAwait(false);
                }
                catch (Exception error) when (HttpDoor.IsOfConnection(error) || error is InvalidOperationException)
                {
                    // The client went away.
                }
            }
        }

        private static async Task<FakeRequest> ReadAsync(Stream stream)
        {
            var reader = new ByteReader(stream);
            var request = new FakeRequest { Stream = stream, Reader = reader };
            string line = await reader.ReadLineAsync(10000).ConfigureAwait(false) ?? "";
            request.Line = line.Replace(" HTTP/1.1", "");
            while (true)
            {
                line = await reader.ReadLineAsync(10000).ConfigureAwait(false) ?? "";
                if (line.Length == 0)
                {
                    break;
                }
                string[] parts = line.Split(new[] { ": " }, 2, StringSplitOptions.None);
                request.Headers.Add(parts[0], parts[1]);
            }
            if (request.Headers.TryGetValue("Content-Length", out string? length))
            {
                var body = new byte[int.Parse(length)];
                await reader.ReadExactlyAsync(body, 0, body.Length).ConfigureAwait(false);
                request.Body = Encoding.UTF8.GetString(body);
            }
            return request;
        }
    }

    /// <summary>TCP without TLS that says it saw a fingerprint; checks it as the real one does.</summary>
    internal sealed class PlainTransport : ITransport
    {
        private readonly string _fingerprint;

        /// <summary>A transport.</summary>
        public PlainTransport(string fingerprint)
        {
            _fingerprint = fingerprint;
        }

        /// <summary>Fingerprint by port, where several servers are pretended.</summary>
        public Dictionary<int, string> Keys { get; } = new Dictionary<int, string>();

        /// <inheritdoc/>
        public async Task<PinnedConnection> ConnectAsync(
            string host, int port, string? fingerprint, System.Threading.CancellationToken ct)
        {
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync(host, port).ConfigureAwait(false);
            }
            catch (SocketException error)
            {
                throw Problems.Unreachable(error);
            }
            string seen = Keys.TryGetValue(port, out string? key) ? key : _fingerprint;
            if (fingerprint != null && fingerprint != seen)
            {
                client.Dispose();
                throw Problems.WrongServer();
            }
            return new PinnedConnection(client.GetStream(), seen, client);
        }
    }
}

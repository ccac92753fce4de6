#nullable enable
using System;
using System.Text;

namespace Gaitbox.Core
{
    /// <summary>A request as it goes over the wire (HTTP/1.1, RFC 9112).</summary>
    internal sealed class HttpRequest
    {
        private readonly StringBuilder _head = new StringBuilder();
        private readonly byte[] _body;

        /// <summary>A request.</summary>
        /// <param name="method">Such as GET.</param>
        /// <param name="path">Path and query, escaped.</param>
        /// <param name="json">Body; null for none.</param>
        public HttpRequest(string method, string path, string? json = null)
        {
            Method = method;
            Path = path;
            _body = json == null ? new byte[0] : Encoding.UTF8.GetBytes(json);
            _head.Append(method).Append(' ').Append(path).Append(" HTTP/1.1\r\n");
            if (json != null)
            {
                With("Content-Type", "application/json");
                With("Content-Length", _body.Length.ToString());
            }
        }

        /// <summary>The method.</summary>
        public string Method { get; }

        /// <summary>Path and query.</summary>
        public string Path { get; }

        /// <summary>Adds a header.</summary>
        /// <exception cref="ArgumentException">The value would begin a new line.</exception>
        public HttpRequest With(string name, string value)
        {
            if (value.IndexOf('\r') >= 0 || value.IndexOf('\n') >= 0)
            {
                throw new ArgumentException("a header is one line", nameof(value));
            }
            _head.Append(name).Append(": ").Append(value).Append("\r\n");
            return this;
        }

        /// <summary>Adds who asks whom.</summary>
        /// <param name="server">Whom; the Host header, and the Origin that the server checks.</param>
        /// <param name="token">This headset's token; null before pairing.</param>
        public HttpRequest To(ServerAddress server, string? token)
        {
            With("Host", server.Authority);
            if (Method != "GET")
            {
                With("Origin", "https://" + server.Authority);
            }
            return token == null ? this : With("Authorization", "Bearer " + token);
        }

        /// <summary>The bytes to send.</summary>
        public byte[] ToBytes()
        {
            byte[] head = Encoding.ASCII.GetBytes(_head + "\r\n");
            var all = new byte[head.Length + _body.Length];
            head.CopyTo(all, 0);
            _body.CopyTo(all, head.Length);
            return all;
        }
    }
}

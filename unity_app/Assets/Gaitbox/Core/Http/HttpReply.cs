#nullable enable
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>The head of an answer, and its body to be read (HTTP/1.1, RFC 9112).</summary>
    internal sealed class HttpReply
    {
        private const int MostLineBytes = 8 * 1024;
        private const int MostHeaders = 100;
        private const int PartBytes = 64 * 1024;

        private readonly Dictionary<string, string> _headers =
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

        private HttpReply(int status)
        {
            Status = status;
        }

        /// <summary>The status code.</summary>
        public int Status { get; }

        /// <summary>Whether the status is one of success.</summary>
        public bool IsGood => Status >= 200 && Status < 300;

        /// <summary>Bytes of the body; null where that is not told beforehand.</summary>
        public long? Length { get; private set; }

        /// <summary>The body, decoded.</summary>
        public Stream Body { get; private set; } = Stream.Null;

        /// <summary>A header; empty if it is missing.</summary>
        public string Header(string name)
        {
            return _headers.TryGetValue(name, out string? value) ? value : "";
        }

        /// <summary>Whether a header that is a list holds a word.</summary>
        public bool HeaderHas(string name, string word)
        {
            foreach (string item in Header(name).Split(','))
            {
                if (string.Equals(item.Trim(), word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
            return false;
        }

        /// <summary>Reads the head of an answer; provisional ones (1xx but 101) are passed over.</summary>
        /// <exception cref="FormatException">It is not HTTP/1.1.</exception>
        /// <exception cref="EndOfStreamException">It ends too early.</exception>
        public static async Task<HttpReply> ReadAsync(ByteReader reader)
        {
            while (true)
            {
                HttpReply reply = await ReadHeadAsync(reader).ConfigureAwait(false);
                const int switching = 101;
                if (reply.Status >= 200 || reply.Status == switching)
                {
                    reply.OpenBody(reader);
                    return reply;
                }
            }
        }

        /// <summary>The whole body as UTF-8.</summary>
        /// <param name="most">Most bytes to take.</param>
        /// <exception cref="FormatException">It is larger.</exception>
        public async Task<string> ReadTextAsync(int most)
        {
            byte[] bytes = await ReadBytesAsync(most, read => { }).ConfigureAwait(false);
            return Encoding.UTF8.GetString(bytes);
        }

        /// <summary>The whole body.</summary>
        /// <param name="most">Most bytes to take.</param>
        /// <param name="arrived">Told how many bytes there are, whenever more are there.</param>
        /// <exception cref="FormatException">It is larger.</exception>
        /// <exception cref="EndOfStreamException">It ends too early.</exception>
        public async Task<byte[]> ReadBytesAsync(long most, Action<long> arrived)
        {
            if (Length > most)
            {
                throw new FormatException("a body is too large");
            }
            using var all = new MemoryStream((int)(Length ?? 0));
            var part = new byte[(int)Math.Min(PartBytes, most)];
            while (true)
            {
                int count = await Body.ReadAsync(part, 0, part.Length).ConfigureAwait(false);
                if (count == 0)
                {
                    return all.Length == all.Capacity ? all.GetBuffer() : all.ToArray();
                }
                all.Write(part, 0, count);
                if (all.Length > most)
                {
                    throw new FormatException("a body is too large");
                }
                arrived(all.Length);
            }
        }

        private static async Task<HttpReply> ReadHeadAsync(ByteReader reader)
        {
            string? line = await reader.ReadLineAsync(MostLineBytes).ConfigureAwait(false);
            var reply = new HttpReply(Parse(line ?? throw new EndOfStreamException()));
            for (int count = 0; count <= MostHeaders; count++)
            {
                line = await reader.ReadLineAsync(MostLineBytes).ConfigureAwait(false);
                if (line == null)
                {
                    throw new EndOfStreamException();
                }
                if (line.Length == 0)
                {
                    return reply;
                }
                reply.AddHeader(line);
            }
            throw new FormatException("too many headers");
        }

        private static int Parse(string line)
        {
            string[] words = line.Split(new[] { ' ' }, 3);
            bool right = words.Length >= 2 && words[0].StartsWith("HTTP/1.", StringComparison.Ordinal);
            if (!right || words[1].Length != 3
                || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int status)
                || status < 100)
            {
                throw new FormatException("not HTTP");
            }
            return status;
        }

        private void AddHeader(string line)
        {
            int colon = line.IndexOf(':');
            if (colon < 1 || line.IndexOf(' ', 0, colon) >= 0 || line.IndexOf('\t', 0, colon) >= 0)
            {
                throw new FormatException("not a header");
            }
            string name = line.Substring(0, colon);
            string value = line.Substring(colon + 1).Trim();
            _headers[name] = _headers.TryGetValue(name, out string? there) ? there + ", " + value : value;
        }

        private void OpenBody(ByteReader reader)
        {
            if (HeaderHas("Transfer-Encoding", "chunked"))
            {
                Body = new ChunkedBody(reader);
                return;
            }
            string length = Header("Content-Length");
            if (Status == 204 || Status == 304)
            {
                Length = 0;
            }
            else if (length.Length > 0)
            {
                bool read = long.TryParse(
                    length, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes);
                Length = read ? bytes : throw new FormatException("not a length");
            }
            Body = new PlainBody(reader, Length);
        }
    }
}

#nullable enable
using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>One server-sent event.</summary>
    internal readonly struct ServerEvent
    {
        /// <summary>An event.</summary>
        public ServerEvent(string name, string data)
        {
            Name = name;
            Data = data;
        }

        /// <summary>Its name; "message" if none was told.</summary>
        public string Name { get; }

        /// <summary>Its data, lines joined by LF.</summary>
        public string Data { get; }
    }

    /// <summary>Reads server-sent events (HTML standard, "Server-sent events").</summary>
    internal sealed class EventReader
    {
        private const int MostBytes = 8 * 1024 * 1024;

        private readonly ByteReader _reader;

        /// <summary>A reader of a body.</summary>
        public EventReader(Stream body)
        {
            _reader = new ByteReader(body);
        }

        /// <summary>The next event.</summary>
        /// <param name="alive">Called for every line, also those that only keep the connection.</param>
        /// <returns>The event; null at the end of the stream.</returns>
        /// <exception cref="FormatException">It is too large.</exception>
        public async Task<ServerEvent?> ReadAsync(Action alive)
        {
            string name = "message";
            var data = new StringBuilder();
            bool any = false;
            while (true)
            {
                string? line = await _reader.ReadLineAsync(MostBytes).ConfigureAwait(false);
                if (line == null)
                {
                    return null;
                }
                alive();
                if (line.Length == 0)
                {
                    if (any)
                    {
                        return new ServerEvent(name, data.ToString());
                    }
                    name = "message";
                    continue;
                }
                int colon = line.IndexOf(':');
                string field = colon < 0 ? line : line.Substring(0, colon);
                string value = colon < 0 ? "" : line.Substring(colon + 1);
                value = value.StartsWith(" ", StringComparison.Ordinal) ? value.Substring(1) : value;
                if (field == "event")
                {
                    name = value;
                }
                else if (field == "data")
                {
                    data.Append(any ? "\n" : "").Append(value);
                    any = true;
                }
                if (data.Length > MostBytes)
                {
                    throw new FormatException("an event is too large");
                }
            }
        }
    }
}

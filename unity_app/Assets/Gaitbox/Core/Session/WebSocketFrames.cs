#nullable enable
using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>Kinds of frames (RFC 6455, section 5.2).</summary>
    internal enum FrameKind
    {
        /// <summary>A further part of a message.</summary>
        Continuation = 0,

        /// <summary>A text, or its first part.</summary>
        Text = 1,

        /// <summary>Bytes, or their first part.</summary>
        Binary = 2,

        /// <summary>The other side ends the connection.</summary>
        Close = 8,

        /// <summary>Wants a pong with the same bytes.</summary>
        Ping = 9,

        /// <summary>Answers a ping.</summary>
        Pong = 10,
    }

    /// <summary>A whole message, or a control frame.</summary>
    internal readonly struct SocketMessage
    {
        /// <summary>A message.</summary>
        public SocketMessage(FrameKind kind, byte[] data)
        {
            Kind = kind;
            Data = data;
        }

        /// <summary>What it is.</summary>
        public FrameKind Kind { get; }

        /// <summary>Its bytes.</summary>
        public byte[] Data { get; }
    }

    /// <summary>An error that ends a connection, with the code to close it with.</summary>
    internal sealed class SocketProtocolException : FormatException
    {
        /// <summary>An error.</summary>
        public SocketProtocolException(int code, string what)
            : base("WebSocket: " + what)
        {
            Code = code;
        }

        /// <summary>Code for the close frame (RFC 6455, section 7.4.1).</summary>
        public int Code { get; }
    }

    /// <summary>
    /// Reads frames of a server and puts messages together (RFC 6455, section 5), with a limit on
    /// their length.
    /// </summary>
    internal sealed class FrameReader
    {
        private const int ProtocolError = 1002;
        private const int TooBig = 1009;
        private const int MostControlBytes = 125;

        private readonly ByteReader _reader;
        private readonly int _most;
        private readonly MemoryStream _parts = new MemoryStream();
        private FrameKind _begun = FrameKind.Continuation;

        /// <summary>A reader.</summary>
        /// <param name="reader">The bytes behind the handshake.</param>
        /// <param name="most">Most bytes of a message.</param>
        public FrameReader(ByteReader reader, int most)
        {
            _reader = reader;
            _most = most;
        }

        /// <summary>The next message or control frame; the latter may come between parts.</summary>
        /// <exception cref="SocketProtocolException">The server breaks the rules.</exception>
        /// <exception cref="EndOfStreamException">The connection ended.</exception>
        public async Task<SocketMessage> ReadAsync()
        {
            var head = new byte[8];
            while (true)
            {
                await _reader.ReadExactlyAsync(head, 0, 2).ConfigureAwait(false);
                bool last = (head[0] & 0x80) != 0;
                var kind = (FrameKind)(head[0] & 0x0F);
                CheckHead(head[0], head[1], kind, last);
                int length = await LengthAsync(head, kind).ConfigureAwait(false);
                var data = new byte[length];
                await _reader.ReadExactlyAsync(data, 0, length).ConfigureAwait(false);
                if (kind >= FrameKind.Close)
                {
                    return new SocketMessage(kind, data);
                }
                if (last && kind != FrameKind.Continuation)
                {
                    return new SocketMessage(kind, data);
                }
                _begun = kind == FrameKind.Continuation ? _begun : kind;
                _parts.Write(data, 0, length);
                if (last)
                {
                    return Whole();
                }
            }
        }

        private static SocketProtocolException Wrong(string what) =>
            new SocketProtocolException(ProtocolError, what);

        private SocketMessage Whole()
        {
            var message = new SocketMessage(_begun, _parts.ToArray());
            _parts.SetLength(0);
            _begun = FrameKind.Continuation;
            return message;
        }

        private void CheckHead(byte first, byte second, FrameKind kind, bool last)
        {
            bool control = kind >= FrameKind.Close;
            bool known = kind <= FrameKind.Binary || (control && kind <= FrameKind.Pong);
            if ((first & 0x70) != 0 || !known)
            {
                throw Wrong("an unknown kind of frame");
            }
            if ((second & 0x80) != 0)
            {
                throw Wrong("a server does not mask");
            }
            if (control && (!last || (second & 0x7F) > MostControlBytes))
            {
                throw Wrong("a control frame is short and whole");
            }
            bool inside = _begun != FrameKind.Continuation;
            if (!control && inside != (kind == FrameKind.Continuation))
            {
                throw Wrong("parts of messages are mixed up");
            }
        }

        /// <summary>The length, which must be written in the fewest bytes.</summary>
        private async Task<int> LengthAsync(byte[] head, FrameKind kind)
        {
            long length = head[1] & 0x7F;
            int bytes = length == 126 ? 2 : length == 127 ? 8 : 0;
            if (bytes > 0)
            {
                await _reader.ReadExactlyAsync(head, 0, bytes).ConfigureAwait(false);
                length = 0;
                for (int index = 0; index < bytes; index++)
                {
                    length = (length << 8) | head[index];
                }
                if (length < (bytes == 2 ? 126 : 65536))
                {
                    throw Wrong("a length is not written as short as can be");
                }
            }
            if (length > _most - (kind >= FrameKind.Close ? 0 : _parts.Length))
            {
                throw new SocketProtocolException(TooBig, "a message is too large");
            }
            return (int)length;
        }
    }

    /// <summary>Writes frames of a client, which are masked (RFC 6455, section 5.3).</summary>
    internal static class FrameWriter
    {
        /// <summary>A whole message as one frame.</summary>
        /// <param name="kind">Text or a control frame.</param>
        /// <param name="data">Its bytes.</param>
        /// <param name="mask">Four bytes that nobody can guess.</param>
        public static byte[] Write(FrameKind kind, byte[] data, byte[] mask)
        {
            int extra = data.Length < 126 ? 0 : data.Length < 65536 ? 2 : 8;
            var frame = new byte[2 + extra + 4 + data.Length];
            frame[0] = (byte)(0x80 | (int)kind);
            frame[1] = (byte)(0x80 | (extra == 0 ? data.Length : extra == 2 ? 126 : 127));
            for (int index = 0; index < extra; index++)
            {
                frame[2 + index] = (byte)((long)data.Length >> (8 * (extra - 1 - index)));
            }
            int at = 2 + extra;
            mask.CopyTo(frame, at);
            for (int index = 0; index < data.Length; index++)
            {
                frame[at + 4 + index] = (byte)(data[index] ^ mask[index % 4]);
            }
            return frame;
        }
    }
}

#nullable enable
using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>A body of an answer: to be read asynchronously, from its begin to its end.</summary>
    internal abstract class BodyStream : Stream
    {
        /// <inheritdoc/>
        public override bool CanRead => true;

        /// <inheritdoc/>
        public override bool CanSeek => false;

        /// <inheritdoc/>
        public override bool CanWrite => false;

        /// <inheritdoc/>
        public override long Length => throw new NotSupportedException();

        /// <inheritdoc/>
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public override void Flush()
        {
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();

        /// <inheritdoc/>
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        /// <inheritdoc/>
        public override void SetLength(long value) => throw new NotSupportedException();

        /// <inheritdoc/>
        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();

        /// <inheritdoc/>
        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken ct) =>
            ReadPartAsync(buffer, offset, count);

        /// <summary>Some bytes; 0 at the end.</summary>
        /// <exception cref="EndOfStreamException">The connection ends before the body does.</exception>
        protected abstract Task<int> ReadPartAsync(byte[] buffer, int offset, int count);
    }

    /// <summary>A body of a known length, or up to the end of the connection (RFC 9112, section 6.3).</summary>
    internal sealed class PlainBody : BodyStream
    {
        private readonly ByteReader _reader;
        private long? _left;

        /// <summary>A body of so many bytes; null for all up to the end.</summary>
        public PlainBody(ByteReader reader, long? length)
        {
            _reader = reader;
            _left = length;
        }

        /// <inheritdoc/>
        protected override async Task<int> ReadPartAsync(byte[] buffer, int offset, int count)
        {
            if (_left == null)
            {
                return await _reader.ReadAsync(buffer, offset, count).ConfigureAwait(false);
            }
            if (_left == 0)
            {
                return 0;
            }
            int wanted = (int)Math.Min(count, _left.Value);
            int taken = await _reader.ReadAsync(buffer, offset, wanted).ConfigureAwait(false);
            _left -= taken;
            return taken > 0 ? taken : throw new EndOfStreamException();
        }
    }

    /// <summary>A body in chunks (RFC 9112, section 7.1).</summary>
    internal sealed class ChunkedBody : BodyStream
    {
        private const int MostLineBytes = 4 * 1024;
        private const int MostTrailers = 100;

        private readonly ByteReader _reader;
        private long _left;
        private bool _ended;
        private bool _inside;

        /// <summary>A body whose first chunk comes next.</summary>
        public ChunkedBody(ByteReader reader)
        {
            _reader = reader;
        }

        /// <inheritdoc/>
        protected override async Task<int> ReadPartAsync(byte[] buffer, int offset, int count)
        {
            if (_left == 0 && !_ended)
            {
                await NextChunkAsync().ConfigureAwait(false);
            }
            if (_ended)
            {
                return 0;
            }
            int wanted = (int)Math.Min(count, _left);
            int taken = await _reader.ReadAsync(buffer, offset, wanted).ConfigureAwait(false);
            _left -= taken;
            return taken > 0 ? taken : throw new EndOfStreamException();
        }

        private async Task NextChunkAsync()
        {
            if (_inside && await LineAsync().ConfigureAwait(false) != "")
            {
                throw new FormatException("a chunk does not end");
            }
            _inside = true;
            string size = (await LineAsync().ConfigureAwait(false)).Split(';')[0].Trim();
            bool read = long.TryParse(
                size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left);
            if (!read || _left < 0)
            {
                throw new FormatException("not the size of a chunk");
            }
            if (_left == 0)
            {
                await PassTrailersAsync().ConfigureAwait(false);
                _ended = true;
            }
        }

        private async Task PassTrailersAsync()
        {
            for (int count = 0; await LineAsync().ConfigureAwait(false) != ""; count++)
            {
                if (count == MostTrailers)
                {
                    throw new FormatException("too many trailers");
                }
            }
        }

        private async Task<string> LineAsync()
        {
            string? line = await _reader.ReadLineAsync(MostLineBytes).ConfigureAwait(false);
            return line ?? throw new EndOfStreamException();
        }
    }
}

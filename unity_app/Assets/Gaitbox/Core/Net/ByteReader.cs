#nullable enable
using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>Reads a connection byte by byte and line by line, with a buffer between.</summary>
    internal sealed class ByteReader
    {
        private const int BufferBytes = 16 * 1024;

        private readonly Stream _stream;
        private readonly byte[] _buffer = new byte[BufferBytes];
        private int _begin;
        private int _end;

        /// <summary>A reader; whatever it took from the stream is its own.</summary>
        public ByteReader(Stream stream)
        {
            _stream = stream;
        }

        /// <summary>Some bytes, as many as are there.</summary>
        /// <returns>How many; 0 at the end.</returns>
        public async Task<int> ReadAsync(byte[] target, int offset, int count)
        {
            if (_begin == _end && !await FillAsync().ConfigureAwait(false))
            {
                return 0;
            }
            int taken = Math.Min(count, _end - _begin);
            Array.Copy(_buffer, _begin, target, offset, taken);
            _begin += taken;
            return taken;
        }

        /// <summary>Exactly so many bytes.</summary>
        /// <exception cref="EndOfStreamException">There are not so many.</exception>
        public async Task ReadExactlyAsync(byte[] target, int offset, int count)
        {
            while (count > 0)
            {
                int taken = await ReadAsync(target, offset, count).ConfigureAwait(false);
                if (taken == 0)
                {
                    throw new EndOfStreamException();
                }
                offset += taken;
                count -= taken;
            }
        }

        /// <summary>The next line without its end (LF or CR LF), as UTF-8.</summary>
        /// <param name="most">Most bytes that a line may have.</param>
        /// <returns>The line; null where the stream ends before any byte of it.</returns>
        /// <exception cref="FormatException">The line is too long.</exception>
        /// <exception cref="EndOfStreamException">The stream ends inside the line.</exception>
        public async Task<string?> ReadLineAsync(int most)
        {
            using var line = new MemoryStream();
            while (true)
            {
                if (_begin == _end && !await FillAsync().ConfigureAwait(false))
                {
                    return line.Length == 0 ? null : throw new EndOfStreamException();
                }
                int end = Array.IndexOf(_buffer, (byte)'\n', _begin, _end - _begin);
                int stop = end < 0 ? _end : end;
                line.Write(_buffer, _begin, stop - _begin);
                _begin = end < 0 ? stop : stop + 1;
                if (line.Length > most)
                {
                    throw new FormatException("a line is too long");
                }
                if (end >= 0)
                {
                    string text = Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
                    return text.EndsWith("\r", StringComparison.Ordinal)
                        ? text.Substring(0, text.Length - 1)
                        : text;
                }
            }
        }

        private async Task<bool> FillAsync()
        {
            _begin = 0;
            _end = await _stream.ReadAsync(_buffer, 0, BufferBytes).ConfigureAwait(false);
            return _end > 0;
        }
    }
}

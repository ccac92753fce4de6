#nullable enable
using System;
using System.IO;

namespace Gaitbox.Core
{
    /// <summary>An open connection and the fingerprint of the key at its other end.</summary>
    public sealed class PinnedConnection : IDisposable
    {
        private readonly IDisposable? _owner;

        /// <summary>A connection over a stream.</summary>
        /// <param name="stream">Read from and written to at the same time.</param>
        /// <param name="fingerprint">SHA-256 of the server's public key, 64 lower-case hexadecimal digits.</param>
        /// <param name="owner">Disposed of with the stream.</param>
        public PinnedConnection(Stream stream, string fingerprint, IDisposable? owner = null)
        {
            Stream = stream;
            Fingerprint = fingerprint;
            _owner = owner;
        }

        /// <summary>The decrypted bytes.</summary>
        public Stream Stream { get; }

        /// <summary>SHA-256 of the server's public key, 64 lower-case hexadecimal digits.</summary>
        public string Fingerprint { get; }

        /// <summary>Closes the connection at once; reads and writes under way fail.</summary>
        public void Dispose()
        {
            _owner?.Dispose();
            Stream.Dispose();
        }
    }
}

#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>What a paired headset asks the server for. Safe to use from several threads.</summary>
    public sealed class GaitboxClient
    {
        /// <summary>A client of a server.</summary>
        /// <param name="server">The server, with this headset's token.</param>
        /// <param name="transport">How to connect; TLS over TCP if null.</param>
        public GaitboxClient(PairedServer server, ITransport? transport = null)
        {
            Server = server;
        }

        /// <summary>The server that is asked.</summary>
        public PairedServer Server { get; }

        /// <summary>Has a motion made of a sentence.</summary>
        /// <param name="prompt">One sentence of at most 500 characters.</param>
        /// <param name="seconds">Length, s; null lets the model choose.</param>
        /// <param name="progress">Told how far it is; called from a background thread.</param>
        /// <param name="ct">Gives up waiting.</param>
        /// <exception cref="GaitboxException">It could not be made, or the server is gone.</exception>
        public Task<Motion> GenerateAsync(
            string prompt,
            double? seconds = null,
            IProgress<GenerationProgress>? progress = null,
            CancellationToken ct = default)
        {
            throw new NotImplementedException();
        }

        /// <summary>The library, newest first.</summary>
        /// <param name="limit">Most motions to list, 1 to 1000.</param>
        /// <param name="ct">Gives up.</param>
        public Task<IReadOnlyList<Motion>> ListAsync(int limit = 200, CancellationToken ct = default)
        {
            throw new NotImplementedException();
        }

        /// <summary>One motion.</summary>
        public Task<Motion> GetAsync(string id, CancellationToken ct = default)
        {
            throw new NotImplementedException();
        }

        /// <summary>A file of a motion; waits while the server is still making it.</summary>
        public Task<byte[]> DownloadAsync(
            string id,
            MotionFile kind,
            IProgress<DownloadProgress>? progress = null,
            CancellationToken ct = default)
        {
            throw new NotImplementedException();
        }

        /// <summary>Asks whether the server is there and still knows this headset.</summary>
        /// <exception cref="GaitboxException">
        /// <see cref="Failure.NotPaired"/> if it was revoked, <see cref="Failure.Unreachable"/> and others.
        /// </exception>
        public Task CheckAsync(CancellationToken ct = default)
        {
            throw new NotImplementedException();
        }
    }
}

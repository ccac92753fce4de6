#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>Looks for servers on the network.</summary>
    public interface IDiscovery
    {
        /// <summary>All servers that answer before the limit.</summary>
        /// <param name="limit">How long to listen.</param>
        /// <param name="found">
        /// Told of each server as soon as it is known, and again when more becomes known about it
        /// (<see cref="FoundServer.IsSameAs"/>); called from a background thread.
        /// </param>
        /// <param name="ct">Ends the search early; what was found by then is returned.</param>
        /// <returns>The servers in the order in which they answered; empty if none did.</returns>
        Task<IReadOnlyList<FoundServer>> FindAsync(
            TimeSpan limit,
            IProgress<FoundServer>? found = null,
            CancellationToken ct = default);
    }
}

#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>Finds servers on the network by one-shot queries (RFC 6762, section 5.1; RFC 6763).</summary>
    public sealed class DnsSdDiscovery : IDiscovery
    {
        /// <inheritdoc/>
        public Task<IReadOnlyList<FoundServer>> FindAsync(
            TimeSpan limit,
            IProgress<FoundServer>? found = null,
            CancellationToken ct = default)
        {
            throw new NotImplementedException();
        }
    }
}

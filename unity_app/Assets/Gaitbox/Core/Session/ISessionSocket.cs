#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>A connection that carries texts both ways.</summary>
    internal interface ISessionSocket : IDisposable
    {
        /// <summary>Code with which the other side closed; 0 while open, 1006 where it just ended.</summary>
        int CloseCode { get; }

        /// <summary>Sends a text; from any thread.</summary>
        Task SendAsync(string text, CancellationToken ct);

        /// <summary>The next text; one call at a time.</summary>
        /// <returns>The text; null once the connection is closed.</returns>
        Task<string?> ReceiveAsync(CancellationToken ct);
    }
}

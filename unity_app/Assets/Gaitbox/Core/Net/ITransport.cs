#nullable enable
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>Opens encrypted connections whose server's key is known afterwards.</summary>
    public interface ITransport
    {
        /// <summary>Connects.</summary>
        /// <param name="host">Address without brackets, or host name.</param>
        /// <param name="port">Port.</param>
        /// <param name="fingerprint">
        /// The fingerprint that the server must have, 64 lower-case hexadecimal digits; null takes
        /// any, for pairing, where the proofs decide.
        /// </param>
        /// <param name="ct">Gives up.</param>
        /// <exception cref="GaitboxException">
        /// <see cref="Failure.Unreachable"/>, <see cref="Failure.TimedOut"/> or
        /// <see cref="Failure.WrongServer"/>.
        /// </exception>
        Task<PinnedConnection> ConnectAsync(
            string host,
            int port,
            string? fingerprint,
            CancellationToken ct);
    }
}

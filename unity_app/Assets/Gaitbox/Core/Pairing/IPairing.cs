#nullable enable
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>Makes this headset known to a server.</summary>
    public interface IPairing
    {
        /// <summary>Proves the code or the secret, and checks the server's proof in return.</summary>
        /// <param name="address">The server; its fingerprint, if given, must be the one seen.</param>
        /// <param name="codeOrSecret">
        /// The 6 digits that the laptop shows, or the secret of its QR code; empty takes the
        /// secret of <paramref name="address"/>.
        /// </param>
        /// <param name="deviceName">What the laptop's list calls this headset, such as "Quest 3".</param>
        /// <param name="ct">Gives up.</param>
        /// <exception cref="GaitboxException">Any refusal; <see cref="GaitboxException.Kind"/> says which.</exception>
        Task<PairedServer> PairAsync(
            ServerAddress address,
            string codeOrSecret,
            string deviceName,
            CancellationToken ct = default);
    }
}

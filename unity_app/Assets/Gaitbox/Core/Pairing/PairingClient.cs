#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>The device's side of pairing (PROTOCOL.md, "Pairing").</summary>
    public sealed class PairingClient : IPairing
    {
        /// <summary>A client for pairing.</summary>
        /// <param name="transport">How to connect; TLS over TCP if null.</param>
        public PairingClient(ITransport? transport = null)
        {
        }

        /// <summary>Whether a text has the form of the code that the laptop shows: 6 digits.</summary>
        public static bool IsCode(string text)
        {
            throw new NotImplementedException();
        }

        /// <inheritdoc/>
        public Task<PairedServer> PairAsync(
            ServerAddress address,
            string codeOrSecret,
            string deviceName,
            CancellationToken ct = default)
        {
            throw new NotImplementedException();
        }
    }
}

#nullable enable
namespace Gaitbox.Core
{
    /// <summary>What a <see cref="ConnectionFlow"/> works with; replaced in tests.</summary>
    public sealed record ConnectionParts
    {
        /// <summary>Looks for servers.</summary>
        public IDiscovery Discovery { get; init; } = new DnsSdDiscovery();

        /// <summary>Pairs.</summary>
        public IPairing Pairing { get; init; } = new PairingClient();

        /// <summary>Connects clients and sessions; null for TLS over TCP.</summary>
        public ITransport? Transport { get; init; }

        /// <summary>The time.</summary>
        public ITimeSource Time { get; init; } = SystemTime.Instance;
    }
}

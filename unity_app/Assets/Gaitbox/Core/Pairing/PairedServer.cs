#nullable enable
namespace Gaitbox.Core
{
    /// <summary>A server that this headset is paired with.</summary>
    /// <param name="ServerId">32 hexadecimal digits of the installation.</param>
    /// <param name="Name">Its name, such as "Gaitbox on ANNA-LAPTOP".</param>
    /// <param name="Address">Address or host name that worked last.</param>
    /// <param name="Port">Port that worked last.</param>
    /// <param name="Fingerprint">SHA-256 of its public key, 64 lower-case hexadecimal digits.</param>
    /// <param name="DeviceId">What the server calls this headset.</param>
    /// <param name="Token">This headset's password at the server.</param>
    public sealed record PairedServer(
        string ServerId,
        string Name,
        string Address,
        int Port,
        string Fingerprint,
        string DeviceId,
        string Token)
    {
        /// <summary>Its name and place; the token stays out of logs.</summary>
        public override string ToString() => Name + " at " + new ServerAddress(Address, Port);
    }
}

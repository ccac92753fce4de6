#nullable enable
using System.Security.Cryptography;
using System.Text;

namespace Gaitbox.Core
{
    /// <summary>The proofs of pairing (PROTOCOL.md, "Pairing"), lower-case hexadecimal digits.</summary>
    internal sealed class PairingProof
    {
        private const int KeyBytes = 32;

        private PairingProof(string device, string server)
        {
            Device = device;
            Server = server;
        }

        /// <summary>What the device shows that it knows the code.</summary>
        public string Device { get; }

        /// <summary>What the server has to show in return.</summary>
        public string Server { get; }

        /// <summary>Both proofs. Takes a while, by design.</summary>
        /// <param name="password">The code's digits, or the secret.</param>
        /// <param name="salt">Salt of the attempt.</param>
        /// <param name="iterations">Iterations of PBKDF2 (RFC 8018, section 5.2).</param>
        /// <param name="attempt">Id of the attempt.</param>
        /// <param name="nonce">32 hexadecimal digits of this device.</param>
        /// <param name="fingerprint">Of the key that was seen on the connection.</param>
        public static PairingProof Compute(
            string password,
            byte[] salt,
            int iterations,
            string attempt,
            string nonce,
            string fingerprint)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(password);
            using var derive = new Rfc2898DeriveBytes(
                bytes, salt, iterations, HashAlgorithmName.SHA256);
            byte[] key = derive.GetBytes(KeyBytes);
            string transcript = "gaitbox-pair-1\n" + attempt + "\n" + nonce + "\n" + fingerprint;
            return new PairingProof(
                Sign(key, "device\n" + transcript), Sign(key, "server\n" + transcript));
        }

        private static string Sign(byte[] key, string text)
        {
            using var mac = new HMACSHA256(key);
            return Hex.Encode(mac.ComputeHash(Encoding.ASCII.GetBytes(text)));
        }
    }
}

#nullable enable
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>The proofs, against those of Python's hashlib.pbkdf2_hmac and hmac.</summary>
    [TestFixture]
    public sealed class PairingProofTests
    {
        private const string Attempt = "0123456789abcdef0123456789abcdef";
        private const string Nonce = "fedcba9876543210fedcba9876543210";
        private const string Cd = "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd";
        private const string Secret = "G7dHR0U1w5ByR8GaCzQrCg";

        [TestCase(
            "482913",
            Cd,
            "3dc96c6758c4d7fddd00e7e07efd21597deb3a81e328bdc2fcf6f46ed6fec20b",
            "2f7a9d67f64b5c31da175a5f06b2c6e30ccc22378570b39f5abdead0077e5fe8")]
        [TestCase(
            "482913",
            "",
            "f0d12605d7d842b2bc3fb16088af36f0d0bb3e75036be162c829b43925fbf3fe",
            "ad6064039c9e9f1e4ec88d2cdf33462afc1a9e5a3693960367c1a90f1ab2cbaf")]
        [TestCase(
            "007007",
            Cd,
            "012df6a576ac4c0df8e3f7dface13ed45e9953909a2b77722507b558c982c2ff",
            "3025812c9341059635f10704f5fedefff8537fd34f29c33228b8b102513b9420")]
        [TestCase(
            Secret,
            Cd,
            "033ab460be95d3dc2cbe7e6b47c61c6d198d59f51ac34c6526a934d0afc7cfde",
            "90cad9a023cccf1717e4e9ac1b8d605ef6f18e5958ae825887ce4ad7350c797e")]
        public void AreThoseOfTheProtocol(string password, string fingerprint, string device, string server)
        {
            byte[] salt = Hex.Decode("000102030405060708090a0b0c0d0e0f");
            PairingProof proof = PairingProof.Compute(
                password, salt, 100000, Attempt, Nonce, fingerprint);
            Assert.That(proof.Device, Is.EqualTo(device));
            Assert.That(proof.Server, Is.EqualTo(server));
        }
    }
}

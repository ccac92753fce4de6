#nullable enable
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>What users type and scan.</summary>
    [TestFixture]
    public sealed class ServerAddressTests
    {
        private const string Secret = "G7dHR0U1w5ByR8GaCzQrCg";
        private static readonly string Fingerprint = new string('0', 63) + "f";

        [TestCase("192.168.1.20", "192.168.1.20", 8771, "192.168.1.20:8771")]
        [TestCase(" 192.168.1.20:9000 ", "192.168.1.20", 9000, "192.168.1.20:9000")]
        [TestCase("https://192.168.1.20:8773/", "192.168.1.20", 8773, "192.168.1.20:8773")]
        [TestCase("HTTPS://Anna-Laptop.local", "anna-laptop.local", 8771, "anna-laptop.local:8771")]
        [TestCase("anna_laptop.local.", "anna_laptop.local", 8771, "anna_laptop.local:8771")]
        [TestCase("https://10.0.0.1:8771/some/page?x=1#other", "10.0.0.1", 8771, "10.0.0.1:8771")]
        [TestCase("fd00::2", "fd00::2", 8771, "[fd00::2]:8771")]
        [TestCase("[FD00::2]", "fd00::2", 8771, "[fd00::2]:8771")]
        [TestCase("[fd00::2]:8772", "fd00::2", 8772, "[fd00::2]:8772")]
        [TestCase("https://[fd00::2]:8772/", "fd00::2", 8772, "[fd00::2]:8772")]
        [TestCase("localhost:1", "localhost", 1, "localhost:1")]
        public void Reads(string text, string host, int port, string authority)
        {
            ServerAddress address = ServerAddress.Parse(text);
            Assert.That(address.Host, Is.EqualTo(host));
            Assert.That(address.Port, Is.EqualTo(port));
            Assert.That(address.Authority, Is.EqualTo(authority));
            Assert.That(address.Secret, Is.Null);
            Assert.That(address.Fingerprint, Is.Null);
        }

        [TestCase("")]
        [TestCase("  ")]
        [TestCase("http://192.168.1.20:8772")]
        [TestCase("ftp://192.168.1.20")]
        [TestCase("192.168.1")]
        [TestCase("192.168.1.256")]
        [TestCase("192.168.01.2")]
        [TestCase("1")]
        [TestCase("192.168.1.20:")]
        [TestCase("192.168.1.20:0")]
        [TestCase("192.168.1.20:65536")]
        [TestCase("192.168.1.20:99999999999999999999")]
        [TestCase("192.168.1.20:87a1")]
        [TestCase("192.168.1.20:-1")]
        [TestCase("a b")]
        [TestCase("user@host")]
        [TestCase("-a.local")]
        [TestCase("a..b")]
        [TestCase("höst.local")]
        [TestCase("[fd00::2")]
        [TestCase("[fd00::2]8771")]
        [TestCase("[192.168.1.20]:8771")]
        [TestCase("fd00::zz")]
        [TestCase("https://")]
        [TestCase("/health")]
        public void RefusesWithASentence(string text)
        {
            var error = Assert.Throws<GaitboxException>(() => ServerAddress.Parse(text));
            Assert.That(error!.Kind, Is.EqualTo(Failure.BadInput));
            Assert.That(error.Sentence, Does.EndWith("."));
            Assert.That(error.Remedy, Does.Contain("laptop"));
        }

        [Test]
        public void ReadsTheLinkOfAQrCode()
        {
            ServerAddress address = ServerAddress.Parse(
                "https://10.0.0.1:8771/#pair=" + Secret + "&fp=" + Fingerprint.ToUpperInvariant());
            Assert.That(address.Host, Is.EqualTo("10.0.0.1"));
            Assert.That(address.Secret, Is.EqualTo(Secret));
            Assert.That(address.Fingerprint, Is.EqualTo(Fingerprint));
            Assert.That(address.ToString(), Does.Not.Contain(Secret), "logs stay free of it");
        }

        [TestCase("pair=G7dHR0U1w5ByR8GaCzQrCg")]
        [TestCase("fp=00")]
        [TestCase("pair=short&fp=0000000000000000000000000000000000000000000000000000000000000000")]
        [TestCase("pair=G7dHR0U1w5ByR8GaCz%20g&fp=0000000000000000000000000000000000000000000000000000000000000000")]
        [TestCase("pair=G7dHR0U1w5ByR8GaCzQrCg&fp=000000000000000000000000000000000000000000000000000000000000000g")]
        public void RefusesAnIncompleteLink(string fragment)
        {
            var error = Assert.Throws<GaitboxException>(
                () => ServerAddress.Parse("https://10.0.0.1:8771/#" + fragment));
            Assert.That(error!.Sentence, Is.EqualTo("This QR code is not complete."));
            Assert.That(error.ToString(), Does.Not.Contain(Secret));
        }

        [Test]
        public void AnInterfaceStaysOutOfTheHostHeader()
        {
            Assert.That(new ServerAddress("fe80::1%3").Authority, Is.EqualTo("[fe80::1]:8771"));
        }

        [Test]
        public void AnythingIsReadOrRefused()
        {
            byte[] right = System.Text.Encoding.UTF8.GetBytes(
                "https://10.0.0.1:8771/#pair=" + Secret + "&fp=" + Fingerprint);
            var mutations = new Mutations(3);
            for (int index = 0; index < Mutations.Count; index++)
            {
                try
                {
                    ServerAddress.Parse(System.Text.Encoding.UTF8.GetString(mutations.Of(right)));
                }
                catch (GaitboxException)
                {
                    // As it should be.
                }
            }
        }
    }
}

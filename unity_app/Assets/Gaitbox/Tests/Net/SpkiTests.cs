#nullable enable
using System;
using System.Linq;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Fingerprints, against those that Python's cryptography gives.</summary>
    [TestFixture]
    public sealed class SpkiTests
    {
        private const string P256 =
            "MIIBGjCBwqADAgECAgIwOTAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxHYWl0Ym94IHRlc3QwHhcNMjYwMTAx"
            + "MDAwMDAwWhcNNDYwMTAxMDAwMDAwWjAXMRUwEwYDVQQDDAxHYWl0Ym94IHRlc3QwWTATBgcqhkjOPQIBBggq"
            + "hkjOPQMBBwNCAATjfj/p3xIrGkqa3n9i5O/HKrUmyBGQA+a8kKK5o1gHFUwVjvrXPDUxKKUdxv9mSi8Mz1aS"
            + "ejJfv05tcKWhboFOMAoGCCqGSM49BAMCA0cAMEQCIGKwqCjgKyF9Qkq7YxiewCB2LgO1CWYL9TQ5dI9gHHkG"
            + "AiA+C3CBHVKXv0C8y25Utw/pCVPncszd1ymn2ZgMPTskfA==";

        private const string Rsa =
            "MIICqDCCAZCgAwIBAgICMDkwDQYJKoZIhvcNAQELBQAwFzEVMBMGA1UEAwwMR2FpdGJveCB0ZXN0MB4XDTI2"
            + "MDEwMTAwMDAwMFoXDTQ2MDEwMTAwMDAwMFowFzEVMBMGA1UEAwwMR2FpdGJveCB0ZXN0MIIBIjANBgkqhkiG"
            + "9w0BAQEFAAOCAQ8AMIIBCgKCAQEAliImbo/Zs+DYwp21uIUv+TXWH1Pl4BsG+9GQRJ0IjYkFbCQBHeWPJi7T"
            + "um/yo5HNtKx0f82By6e4tEBntRkre4wt96THt6tQ24bQxTk5B1PDy8YK8zUY9OYwB5ohFxAeXOLHBTyAT83R"
            + "Ymiue2AZ7G4C1WNwsAOEFLDG5Jm2PJ+hM6GZEr1RMX8OtrEvLcL/A+hecF9yBiYIoBBTFNZUXuBsaanZyFSp"
            + "kMzV9qek1bAXUBYN8e4EiY3YSN/TTTfpp/h018edKeXNElxZI+b01GLqTqmTIGkR+z9XtgFR3Tu0dU7vojHu"
            + "WrYHpG95Cln281v72XgHyLJ9v7pVMcVOjQIDAQABMA0GCSqGSIb3DQEBCwUAA4IBAQArFChB3Zz7v2K1LUJ+"
            + "0m34PQlGCkjm/e+NaMs7x9NoyBXBmL0kgWeOzAUv7tsku9jRH4H75VFLqKXsERJqW6nSMZzfHDPAJx6cJzbk"
            + "piQSFXrSyltcSCx0/ytPQrd1cZN/z/DCA0fNcoDkYxlzd5NHX8L1TsDG3v5T4j09UDgau91bySR4ypYoc59v"
            + "ARbfPGIKrkjXootBJK/XEHnt9krphtNrzjOSBkmI8tsn3zYeIF/Pg0i1woJ4OqnQaSlLk3GPbQtMlvBWWPgJ"
            + "03MHGHMfQZC+7nfUDtaSl1bzhhubkVEjGul8JzfcmkZT72j9LSyI4bu9kXx1JH0Olw49O/8V";

        [TestCase(P256, "e8b807baee805c22edfff72a72c6ec4e78cde91b8740ea13175fd91834c55aff")]
        [TestCase(Rsa, "5a7d90a537d599d3bffc5508afc7231663e4d463de682cef3f43a9948908837a")]
        public void IsTheDigestOfTheKey(string certificate, string fingerprint)
        {
            Assert.That(Spki.Fingerprint(Convert.FromBase64String(certificate)), Is.EqualTo(fingerprint));
        }

        [Test]
        public void EveryCutOfACertificateIsRefused()
        {
            byte[] whole = Convert.FromBase64String(P256);
            for (int length = 0; length < whole.Length; length++)
            {
                Assert.Throws<FormatException>(
                    () => Spki.Fingerprint(whole.Take(length).ToArray()), "at " + length);
            }
        }

        [Test]
        public void AnythingIsReadOrRefused()
        {
            byte[] right = Convert.FromBase64String(P256);
            var mutations = new Mutations(4);
            for (int index = 0; index < Mutations.Count; index++)
            {
                byte[] bytes = index % 4 == 0 ? mutations.Bytes(80) : mutations.Of(right);
                try
                {
                    Spki.Fingerprint(bytes);
                }
                catch (FormatException)
                {
                    // As it should be.
                }
            }
        }
    }
}

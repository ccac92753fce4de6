#nullable enable
using System;
using System.Security.Cryptography;

namespace Gaitbox.Core
{
    /// <summary>
    /// Fingerprint of a certificate's public key: SHA-256 of its SubjectPublicKeyInfo, as RFC 7469
    /// (section 2.4) pins. .NET Standard 2.1 has no call for it, so the certificate's DER (ITU-T
    /// X.690) is read here, as far as RFC 5280 (section 4.1) puts that part.
    /// </summary>
    internal static class Spki
    {
        private const byte Sequence = 0x30;
        private const byte Integer = 0x02;
        private const byte Version = 0xA0;

        /// <summary>The fingerprint.</summary>
        /// <param name="certificate">A certificate in DER.</param>
        /// <returns>64 lower-case hexadecimal digits.</returns>
        /// <exception cref="FormatException">It is no certificate.</exception>
        public static string Fingerprint(byte[] certificate)
        {
            (int begin, int end) = Find(certificate);
            using SHA256 sha = SHA256.Create();
            return Hex.Encode(sha.ComputeHash(certificate, begin, end - begin));
        }

        /// <summary>Where the SubjectPublicKeyInfo begins and ends, its tag and length included.</summary>
        internal static (int Begin, int End) Find(byte[] der)
        {
            int at = 0;
            (int _, int whole) = Enter(der, ref at, der.Length, Sequence);
            (int _, int signed) = Enter(der, ref at, whole, Sequence);
            if (at < signed && der[at] == Version)
            {
                Pass(der, ref at, signed, Version);
            }
            Pass(der, ref at, signed, Integer); // serial number
            for (int part = 0; part < 4; part++) // signature, issuer, validity, subject
            {
                Pass(der, ref at, signed, Sequence);
            }
            return Pass(der, ref at, signed, Sequence);
        }

        /// <summary>Goes behind an element; returns where it begins and ends.</summary>
        private static (int Begin, int End) Pass(byte[] der, ref int at, int limit, byte tag)
        {
            (int begin, int end) = Enter(der, ref at, limit, tag);
            at = end;
            return (begin, end);
        }

        /// <summary>Goes to an element's contents; returns where it begins and ends.</summary>
        private static (int Begin, int End) Enter(byte[] der, ref int at, int limit, byte tag)
        {
            int begin = at;
            if (limit - at < 2 || der[at] != tag)
            {
                throw Wrong();
            }
            int length = der[at + 1];
            at += 2;
            if (length >= 0x80)
            {
                int bytes = length & 0x7F;
                if (bytes < 1 || bytes > 3 || limit - at < bytes)
                {
                    throw Wrong();
                }
                length = 0;
                for (; bytes > 0; bytes--)
                {
                    length = (length << 8) | der[at++];
                }
            }
            return length <= limit - at ? (begin, at + length) : throw Wrong();
        }

        private static FormatException Wrong() => new FormatException("not a certificate");
    }
}

#nullable enable
using System;
using System.Net;
using System.Net.Sockets;

namespace Gaitbox.Core
{
    /// <summary>Reads what a user typed or scanned into a <see cref="ServerAddress"/>.</summary>
    internal static class AddressReader
    {
        private const int MostCharacters = 2048;
        private const int MostHostCharacters = 253; // RFC 1035, section 2.3.4
        private const int MostPort = 65535;
        private const int FingerprintDigits = 64;

        /// <summary>Characters of the secret: 22 in base64url are 128 bits (RFC 4648, section 5).</summary>
        private const int LeastSecret = 22;
        private const int MostSecret = 128;

        /// <summary>Reads an address.</summary>
        /// <exception cref="GaitboxException">It is none.</exception>
        public static ServerAddress Read(string text)
        {
            string rest = text.Trim();
            if (rest.Length == 0)
            {
                throw Wrong("There is no address.");
            }
            if (rest.Length > MostCharacters)
            {
                throw Wrong("This is too long for an address.");
            }
            rest = WithoutScheme(rest);
            string fragment = Cut(ref rest, '#');
            Cut(ref rest, '?');
            Cut(ref rest, '/');
            (string host, int port) = HostAndPort(rest);
            return WithLink(new ServerAddress(host, port), fragment);
        }

        private static string WithoutScheme(string text)
        {
            int colon = text.IndexOf("://", StringComparison.Ordinal);
            if (colon < 0)
            {
                return text;
            }
            if (string.Equals(text.Substring(0, colon), "https", StringComparison.OrdinalIgnoreCase))
            {
                return text.Substring(colon + 3);
            }
            throw Wrong("The address of headset mode begins with https://.");
        }

        /// <summary>Cuts a text at the first mark; returns what is behind it.</summary>
        private static string Cut(ref string text, char mark)
        {
            int at = text.IndexOf(mark);
            if (at < 0)
            {
                return "";
            }
            string behind = text.Substring(at + 1);
            text = text.Substring(0, at);
            return behind;
        }

        private static (string Host, int Port) HostAndPort(string text)
        {
            string port = "";
            string host = text;
            if (text.StartsWith("[", StringComparison.Ordinal))
            {
                int end = text.IndexOf(']');
                string behind = end < 0 ? "?" : text.Substring(end + 1);
                if (behind.Length > 0 && behind[0] != ':')
                {
                    throw Wrong("The address in brackets is not complete.");
                }
                host = text.Substring(1, end - 1);
                if (host.IndexOf(':') < 0)
                {
                    throw Wrong("Only an IPv6 address stands in brackets.");
                }
                return (Host(host), behind.Length == 0 ? ServerAddress.DefaultPort : Port(behind.Substring(1)));
            }
            if (text.IndexOf(':') == text.LastIndexOf(':'))
            {
                host = text;
                port = Cut(ref host, ':');
                bool told = host.Length < text.Length;
                return (Host(host), told ? Port(port) : ServerAddress.DefaultPort);
            }
            return (Host(host), ServerAddress.DefaultPort);
        }

        private static int Port(string text)
        {
            int port = 0;
            foreach (char digit in text)
            {
                if (digit < '0' || digit > '9' || port > MostPort)
                {
                    throw Wrong("The port behind the colon is a number from 1 to 65535.");
                }
                port = (port * 10) + (digit - '0');
            }
            return port >= 1 && port <= MostPort
                ? port
                : throw Wrong("The port behind the colon is a number from 1 to 65535.");
        }

        private static string Host(string text)
        {
            if (text.IndexOf(':') >= 0)
            {
                bool six = IPAddress.TryParse(text, out IPAddress? address)
                    && address.AddressFamily == AddressFamily.InterNetworkV6;
                return six ? address!.ToString() : throw NoHost();
            }
            string host = text.ToLowerInvariant();
            if (host.EndsWith(".", StringComparison.Ordinal))
            {
                host = host.Substring(0, host.Length - 1);
            }
            string[] labels = host.Split('.');
            bool numbers = true;
            foreach (string label in labels)
            {
                numbers &= IsNumber(label);
                if (!IsLabel(label))
                {
                    throw NoHost();
                }
            }
            if (host.Length > MostHostCharacters || (numbers && !IsAddress(labels)))
            {
                throw NoHost();
            }
            return host;
        }

        private static bool IsLabel(string label)
        {
            bool right = label.Length > 0 && label.Length <= DnsName.MostLabelBytes
                && label[0] != '-' && label[label.Length - 1] != '-';
            foreach (char unit in label)
            {
                bool letter = unit >= 'a' && unit <= 'z';
                bool digit = unit >= '0' && unit <= '9';
                right &= letter || digit || unit == '-' || unit == '_';
            }
            return right;
        }

        private static bool IsNumber(string label)
        {
            foreach (char unit in label)
            {
                if (unit < '0' || unit > '9')
                {
                    return false;
                }
            }
            return label.Length > 0;
        }

        /// <summary>
        /// Whether numbers are an IPv4 address of four; systems read "10.1" and "010" as addresses
        /// that nobody meant.
        /// </summary>
        private static bool IsAddress(string[] numbers)
        {
            bool right = numbers.Length == 4;
            foreach (string number in numbers)
            {
                bool plain = number.Length == 1 || (number.Length <= 3 && number[0] != '0');
                right = right && plain && int.Parse(number) <= 255;
            }
            return right;
        }

        private static ServerAddress WithLink(ServerAddress address, string fragment)
        {
            string secret = "";
            string fingerprint = "";
            foreach (string part in fragment.Split('&'))
            {
                if (part.StartsWith("pair=", StringComparison.Ordinal))
                {
                    secret = part.Substring(5);
                }
                else if (part.StartsWith("fp=", StringComparison.Ordinal))
                {
                    fingerprint = part.Substring(3).ToLowerInvariant();
                }
            }
            if (secret.Length == 0 && fingerprint.Length == 0)
            {
                return address;
            }
            if (!IsSecret(secret) || !Hex.Is(fingerprint, FingerprintDigits))
            {
                throw new GaitboxException(
                    "This QR code is not complete.",
                    "Scan the code on the laptop again.",
                    Failure.BadInput);
            }
            return address with { Secret = secret, Fingerprint = fingerprint };
        }

        private static bool IsSecret(string text)
        {
            bool right = text.Length >= LeastSecret && text.Length <= MostSecret;
            foreach (char unit in text)
            {
                int letter = unit | 0x20;
                bool plain = (letter >= 'a' && letter <= 'z') || (unit >= '0' && unit <= '9');
                right &= plain || unit == '-' || unit == '_';
            }
            return right;
        }

        private static GaitboxException NoHost() => Wrong("This is not an address.");

        private static GaitboxException Wrong(string sentence)
        {
            return new GaitboxException(
                sentence,
                "Type it as the laptop shows it, such as 192.168.1.20:8771.",
                Failure.BadInput);
        }
    }
}

#nullable enable
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Gaitbox.Core
{
    /// <summary>An address of this device, and how much of it names the subnet.</summary>
    internal sealed class LocalAddress
    {
        /// <summary>An address with its prefix.</summary>
        public LocalAddress(IPAddress address, int prefixLength)
        {
            Address = address;
            PrefixLength = prefixLength;
        }

        /// <summary>The address, with its scope where it is a link-local one of IPv6.</summary>
        public IPAddress Address { get; }

        /// <summary>Leading bits that name the subnet.</summary>
        public int PrefixLength { get; }

        /// <summary>
        /// Whether to ask from it: one question a network is enough, and the link-local address is
        /// the one of IPv6 that every interface has.
        /// </summary>
        public bool Asks =>
            Address.AddressFamily == AddressFamily.InterNetwork || Address.IsIPv6LinkLocal;

        /// <summary>Whether another address is in the same subnet.</summary>
        public bool Reaches(IPAddress other)
        {
            byte[] mine = Address.GetAddressBytes();
            byte[] its = other.GetAddressBytes();
            if (mine.Length != its.Length)
            {
                return false;
            }
            int bits = Math.Min(PrefixLength, mine.Length * 8);
            for (int bit = 0; bit < bits; bit++)
            {
                int mask = 0x80 >> (bit % 8);
                if ((mine[bit / 8] & mask) != (its[bit / 8] & mask))
                {
                    return false;
                }
            }
            return true;
        }
    }

    /// <summary>The addresses of this device, and which of a server's addresses are near to it.</summary>
    internal static class LocalNetwork
    {
        private const int UsualPrefix4 = 24;
        private const int UsualPrefix6 = 64;

        /// <summary>
        /// The addresses by which other devices can be reached: of interfaces that are up. Empty
        /// where the system does not tell them.
        /// </summary>
        public static IReadOnlyList<LocalAddress> Addresses()
        {
            var addresses = new List<LocalAddress>();
            try
            {
                foreach (NetworkInterface adapter in NetworkInterface.GetAllNetworkInterfaces())
                {
                    Add(adapter, addresses);
                }
            }
            catch (Exception)
            {
                // On Android this has failed in every way there is (dotnet/runtime issues 58374,
                // 75809; dotnet/android issue 7435). Discovery asks by the default interface too.
            }
            return addresses;
        }

        /// <summary>Compares addresses: those in a subnet of this device first, then IPv4.</summary>
        public static Comparison<IPAddress> Nearness(IReadOnlyList<LocalAddress> own)
        {
            return (left, right) => Distance(left, own).CompareTo(Distance(right, own));
        }

        private static int Distance(IPAddress address, IReadOnlyList<LocalAddress> own)
        {
            int distance = address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1;
            if (IPAddress.IsLoopback(address))
            {
                distance += 8;
            }
            if (address.IsIPv6LinkLocal)
            {
                distance += 2;
            }
            foreach (LocalAddress mine in own)
            {
                if (mine.Reaches(address))
                {
                    return distance;
                }
            }
            return distance + 4;
        }

        private static void Add(NetworkInterface adapter, List<LocalAddress> addresses)
        {
            bool usable = adapter.OperationalStatus != OperationalStatus.Down
                && adapter.NetworkInterfaceType != NetworkInterfaceType.Loopback;
            if (!usable)
            {
                return;
            }
            foreach (UnicastIPAddressInformation entry in adapter.GetIPProperties().UnicastAddresses)
            {
                addresses.Add(new LocalAddress(entry.Address, PrefixLength(entry)));
            }
        }

        private static int PrefixLength(UnicastIPAddressInformation entry)
        {
            bool four = entry.Address.AddressFamily == AddressFamily.InterNetwork;
            int usual = four ? UsualPrefix4 : UsualPrefix6;
            try
            {
                return entry.PrefixLength > 0 ? entry.PrefixLength : usual;
            }
            catch (Exception)
            {
                return usual; // Mono does not tell it on every platform; it only orders addresses
            }
        }
    }
}

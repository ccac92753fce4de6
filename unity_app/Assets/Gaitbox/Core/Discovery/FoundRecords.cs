#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace Gaitbox.Core
{
    /// <summary>
    /// What was heard about a service's instances, over several packets (RFC 6763, sections 4 to
    /// 6): names, places, texts and addresses, put together to servers.
    /// </summary>
    internal sealed class FoundRecords
    {
        /// <summary>Most instances that are kept; a class room has a few.</summary>
        public const int MostInstances = 64;

        /// <summary>Most addresses of a host that are kept.</summary>
        private const int MostAddresses = 16;

        private readonly DnsName _service;
        private readonly List<DnsName> _instances = new List<DnsName>();
        private readonly Dictionary<DnsName, (DnsName Host, int Port)> _places =
            new Dictionary<DnsName, (DnsName Host, int Port)>();

        private readonly Dictionary<DnsName, IReadOnlyDictionary<string, string>> _texts =
            new Dictionary<DnsName, IReadOnlyDictionary<string, string>>();

        private readonly Dictionary<DnsName, List<IPAddress>> _addresses =
            new Dictionary<DnsName, List<IPAddress>>();

        /// <summary>Nothing heard yet.</summary>
        /// <param name="service">Name of the service's type, such as <c>_http._tcp.local</c>.</param>
        public FoundRecords(DnsName service)
        {
            _service = service;
        }

        /// <summary>Instances in the order in which they were heard of.</summary>
        public IReadOnlyList<DnsName> Instances => _instances;

        /// <summary>Takes in a message; records that say goodbye are passed over.</summary>
        /// <param name="message">An answer.</param>
        /// <param name="scope">Interface that it came by, for link-local IPv6 addresses.</param>
        public void Add(DnsMessage message, long scope)
        {
            foreach (DnsRecord record in message.Records)
            {
                if (record.TimeToLive > 0)
                {
                    Add(record, scope);
                }
            }
        }

        /// <summary>What is still unknown about an instance, as questions; none if all is known.</summary>
        public List<(DnsName Name, DnsType Type)> Missing(DnsName instance)
        {
            var missing = new List<(DnsName Name, DnsType Type)>();
            if (!_places.TryGetValue(instance, out (DnsName Host, int Port) place))
            {
                missing.Add((instance, DnsType.Srv));
            }
            else if (!_addresses.ContainsKey(place.Host))
            {
                missing.Add((place.Host, DnsType.A));
                missing.Add((place.Host, DnsType.Aaaa));
            }
            if (!_texts.ContainsKey(instance))
            {
                missing.Add((instance, DnsType.Txt));
            }
            return missing;
        }

        /// <summary>The server that an instance is; null while its place is unknown.</summary>
        /// <param name="instance">One of <see cref="Instances"/>.</param>
        /// <param name="nearness">Order of addresses, the nearest first.</param>
        public FoundServer? Server(DnsName instance, Comparison<IPAddress> nearness)
        {
            if (!_places.TryGetValue(instance, out (DnsName Host, int Port) place)
                || !_addresses.TryGetValue(place.Host, out List<IPAddress>? heard))
            {
                return null;
            }
            var order = Comparer<IPAddress>.Create(nearness);
            List<IPAddress> addresses = heard.OrderBy(address => address, order).ToList();
            _texts.TryGetValue(instance, out IReadOnlyDictionary<string, string>? texts);
            return new FoundServer(
                instance.Labels[0],
                place.Host.ToString(),
                addresses,
                place.Port,
                Identifier(texts, "id", 32),
                Value(texts, "ver"),
                Identifier(texts, "fp", 64));
        }

        private static string Value(IReadOnlyDictionary<string, string>? texts, string key)
        {
            return texts != null && texts.TryGetValue(key, out string? value) ? value : "";
        }

        private static string Identifier(
            IReadOnlyDictionary<string, string>? texts, string key, int digits)
        {
            string value = Value(texts, key).ToLowerInvariant();
            return Hex.Is(value, digits) ? value : "";
        }

        private void Add(DnsRecord record, long scope)
        {
            switch (record.Type)
            {
                case DnsType.Ptr when record.Name.Equals(_service):
                    AddInstance(record.Target!);
                    break;
                case DnsType.Srv when record.Port > 0 && HasRoom(_places, record.Name):
                    _places[record.Name] = (record.Target!, record.Port);
                    break;
                case DnsType.Txt when HasRoom(_texts, record.Name):
                    _texts[record.Name] = record.Texts!;
                    break;
                case DnsType.A:
                case DnsType.Aaaa:
                    AddAddress(record.Name, record.Address!, scope);
                    break;
            }
        }

        /// <summary>Whether more is taken in about a name: it is of the service, and no flood.</summary>
        private bool HasRoom<T>(Dictionary<DnsName, T> known, DnsName name) =>
            name.IsChildOf(_service) && (known.Count < MostInstances || known.ContainsKey(name));

        private void AddInstance(DnsName instance)
        {
            bool wanted = instance.IsChildOf(_service) && _instances.Count < MostInstances;
            if (wanted && !_instances.Contains(instance))
            {
                _instances.Add(instance);
            }
        }

        private void AddAddress(DnsName host, IPAddress address, long scope)
        {
            if (address.IsIPv6LinkLocal && address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                address = new IPAddress(address.GetAddressBytes(), scope);
            }
            if (!_addresses.TryGetValue(host, out List<IPAddress>? known))
            {
                if (_addresses.Count >= MostInstances)
                {
                    return;
                }
                known = new List<IPAddress>();
                _addresses[host] = known;
            }
            if (known.Count < MostAddresses && !known.Contains(address))
            {
                known.Add(address);
            }
        }
    }
}

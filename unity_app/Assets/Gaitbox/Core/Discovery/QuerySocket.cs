#nullable enable
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>Asks from one address of this device, and hears the answers to what it asked.</summary>
    internal sealed class QuerySocket : IDisposable
    {
        private const int Port = 5353; // RFC 6762, section 3
        private const int TimeToLive = 255; // RFC 6762, section 11
        private const int MostErrors = 8;

        private static readonly IPAddress Group4 = IPAddress.Parse("224.0.0.251");
        private static readonly IPAddress Group6 = IPAddress.Parse("ff02::fb");

        private readonly UdpClient _udp;
        private readonly IPEndPoint _target;
        private readonly Action<DnsMessage, long> _hear;
        private readonly HashSet<ushort> _asked = new HashSet<ushort>();
        private readonly long _scope;

        private QuerySocket(
            UdpClient udp, IPEndPoint target, long scope, Action<DnsMessage, long> hear)
        {
            _udp = udp;
            _target = target;
            _scope = scope;
            _hear = hear;
        }

        /// <summary>Whether the interface went away.</summary>
        public bool IsBroken { get; private set; }

        /// <summary>A socket that hears already; null if the address cannot be used.</summary>
        /// <param name="address">Address of this device, or <see cref="IPAddress.Any"/>.</param>
        /// <param name="target">Whom to ask; null for the multicast group.</param>
        /// <param name="hear">Told of every answer, with the scope of the interface.</param>
        public static QuerySocket? Open(
            IPAddress address, IPEndPoint? target, Action<DnsMessage, long> hear)
        {
            var udp = new UdpClient(address.AddressFamily);
            try
            {
                bool six = address.AddressFamily == AddressFamily.InterNetworkV6;
                long scope = six ? address.ScopeId : 0;
                udp.Client.Bind(new IPEndPoint(address, 0));
                if (target == null)
                {
                    SendFrom(udp.Client, address, scope);
                    IPAddress group = six ? new IPAddress(Group6.GetAddressBytes(), scope) : Group4;
                    target = new IPEndPoint(group, Port);
                }
                var socket = new QuerySocket(udp, target, scope, hear);
                _ = socket.HearAsync();
                return socket;
            }
            catch (Exception)
            {
                udp.Dispose(); // whatever the platform says about it, others may do
                return null;
            }
        }

        /// <summary>
        /// Sends questions under an id that was not used before: python-zeroconf passes over a
        /// packet that is the same as another within a second.
        /// </summary>
        public void Ask(params (DnsName Name, DnsType Type)[] questions)
        {
            try
            {
                byte[] query = DnsQuery.Write(NextId(), questions);
                _udp.Send(query, query.Length, _target);
            }
            catch (ArgumentException)
            {
                // Somebody sent a name that is none, and it cannot be asked for either.
            }
            catch (Exception error) when (error is SocketException || error is ObjectDisposedException)
            {
                IsBroken = true;
            }
        }

        /// <inheritdoc/>
        public void Dispose() => _udp.Dispose();

        /// <summary>
        /// Sends multicast by the interface that has the address: without it, a device without a
        /// default route answers ENETUNREACH.
        /// </summary>
        private static void SendFrom(Socket socket, IPAddress address, long scope)
        {
            if (address.Equals(IPAddress.Any))
            {
                return;
            }
            if (address.AddressFamily == AddressFamily.InterNetwork)
            {
                const SocketOptionLevel level = SocketOptionLevel.IP;
                byte[] bytes = address.GetAddressBytes();
                socket.SetSocketOption(level, SocketOptionName.MulticastInterface, bytes);
                socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, TimeToLive);
            }
            else
            {
                const SocketOptionLevel level = SocketOptionLevel.IPv6;
                socket.SetSocketOption(level, SocketOptionName.MulticastInterface, (int)scope);
                socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, TimeToLive);
            }
        }

        private ushort NextId()
        {
            var bytes = new byte[2];
            using var random = RandomNumberGenerator.Create();
            lock (_asked)
            {
                while (true)
                {
                    random.GetBytes(bytes);
                    var id = (ushort)((bytes[0] << 8) | bytes[1]);
                    if (id != 0 && _asked.Add(id)) // 0 is that of ordinary multicast messages
                    {
                        return id;
                    }
                }
            }
        }

        private async Task HearAsync()
        {
            int errors = 0;
            while (errors < MostErrors)
            {
                try
                {
                    UdpReceiveResult packet = await _udp.ReceiveAsync().ConfigureAwait(false);
                    Hear(packet.Buffer);
                }
                catch (ObjectDisposedException)
                {
                    return;
                }
                catch (SocketException)
                {
                    errors++; // such as the answer that a port is closed, on Windows
                }
            }
            IsBroken = true;
        }

        private void Hear(byte[] packet)
        {
            DnsMessage message;
            try
            {
                message = DnsMessage.Read(packet);
            }
            catch (FormatException)
            {
                return; // anybody can send anything to this port
            }
            bool asked;
            lock (_asked)
            {
                asked = _asked.Contains(message.Id);
            }
            if (asked && message.IsAnswer)
            {
                _hear(message, _scope);
            }
        }
    }
}

#nullable enable
using System;
using System.Collections.Generic;
using System.Net;
using System.Text;

namespace Gaitbox.Core
{
    /// <summary>
    /// A message that was received (RFC 1035, section 4; RFC 6762, section 18). Everything is
    /// checked against the bounds of the packet.
    /// </summary>
    internal sealed class DnsMessage
    {
        private const int HeaderBytes = 12;
        private const int ClassInternet = 1;

        /// <summary>The top bit of a class asks to flush caches (RFC 6762, section 10.2).</summary>
        private const int ClassMask = 0x7FFF;

        private readonly byte[] _packet;
        private readonly List<DnsRecord> _records = new List<DnsRecord>();
        private int _at = HeaderBytes;

        private DnsMessage(byte[] packet)
        {
            _packet = packet;
        }

        /// <summary>Id of the query that is answered.</summary>
        public ushort Id { get; private set; }

        /// <summary>Whether it is an answer, and none to say that something failed.</summary>
        public bool IsAnswer { get; private set; }

        /// <summary>The records of all three sections, of the Internet's class.</summary>
        public IReadOnlyList<DnsRecord> Records => _records;

        /// <summary>Reads a packet.</summary>
        /// <exception cref="FormatException">It is not a DNS message.</exception>
        public static DnsMessage Read(byte[] packet)
        {
            if (packet.Length < HeaderBytes)
            {
                throw Wrong("shorter than its header");
            }
            var message = new DnsMessage(packet);
            message.ReadAll();
            return message;
        }

        /// <summary>
        /// Keys and values of a TXT record's data (RFC 6763, section 6.4): of a key that comes
        /// twice the first counts, texts without a key are passed over.
        /// </summary>
        /// <exception cref="FormatException">A text goes beyond the data.</exception>
        public static IReadOnlyDictionary<string, string> ReadTexts(byte[] data)
        {
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            int at = 0;
            while (at < data.Length)
            {
                int length = data[at++];
                if (at + length > data.Length)
                {
                    throw Wrong("a text goes beyond its record");
                }
                string text = Encoding.UTF8.GetString(data, at, length);
                at += length;
                int equals = text.IndexOf('=');
                string key = equals < 0 ? text : text.Substring(0, equals);
                if (key.Length > 0)
                {
                    string value = equals < 0 ? "" : text.Substring(equals + 1);
                    texts.TryAdd(key.ToLowerInvariant(), value);
                }
            }
            return texts;
        }

        private static FormatException Wrong(string what) => new FormatException("DNS: " + what);

        private void ReadAll()
        {
            Id = (ushort)Get16(0);
            int flags = Get16(2);
            const int response = 0x8000;
            const int operationAndResult = 0x780F;
            IsAnswer = (flags & response) != 0 && (flags & operationAndResult) == 0;
            for (int left = Get16(4); left > 0; left--)
            {
                ReadName();
                Need(4);
                _at += 4;
            }
            for (int left = Get16(6) + Get16(8) + Get16(10); left > 0; left--)
            {
                ReadRecord();
            }
        }

        private void ReadRecord()
        {
            DnsName name = ReadName();
            Need(10);
            var type = (DnsType)Get16(_at);
            bool internet = (Get16(_at + 2) & ClassMask) == ClassInternet;
            uint timeToLive = ((uint)Get16(_at + 4) << 16) | (uint)Get16(_at + 6);
            int length = Get16(_at + 8);
            _at += 10;
            Need(length);
            int end = _at + length;
            var record = new DnsRecord(name, type, timeToLive);
            if (internet)
            {
                ReadData(record, end);
                _records.Add(record);
            }
            _at = end;
        }

        private void ReadData(DnsRecord record, int end)
        {
            switch (record.Type)
            {
                case DnsType.A:
                    record.Address = ReadAddress(end, 4);
                    break;
                case DnsType.Aaaa:
                    record.Address = ReadAddress(end, 16);
                    break;
                case DnsType.Ptr:
                    record.Target = ReadTarget(end);
                    break;
                case DnsType.Srv:
                    const int beforePort = 4; // priority and weight
                    if (end - _at < beforePort + 3)
                    {
                        throw Wrong("an SRV record is too short");
                    }
                    record.Port = Get16(_at + beforePort);
                    _at += beforePort + 2;
                    record.Target = ReadTarget(end);
                    break;
                case DnsType.Txt:
                    var data = new byte[end - _at];
                    Array.Copy(_packet, _at, data, 0, data.Length);
                    record.Texts = ReadTexts(data);
                    break;
            }
        }

        private IPAddress ReadAddress(int end, int bytes)
        {
            if (end - _at != bytes)
            {
                throw Wrong("an address has the wrong length");
            }
            var address = new byte[bytes];
            Array.Copy(_packet, _at, address, 0, bytes);
            return new IPAddress(address);
        }

        private DnsName ReadTarget(int end)
        {
            DnsName target = ReadName();
            return _at == end ? target : throw Wrong("a name does not fill its record");
        }

        /// <summary>
        /// A name that may be compressed (RFC 1035, section 4.1.4). A pointer leads to an earlier
        /// place than all before it, so that no chain of them can go on forever.
        /// </summary>
        private DnsName ReadName()
        {
            var labels = new List<string>();
            int at = _at;
            int earliest = _at;
            int end = -1;
            int bytes = 1;
            while (true)
            {
                int length = Get8(at);
                if (length == 0)
                {
                    _at = end < 0 ? at + 1 : end;
                    return labels.Count == 0 ? DnsName.Root : new DnsName(labels);
                }
                if ((length & 0xC0) == 0xC0)
                {
                    int target = ((length & 0x3F) << 8) | Get8(at + 1);
                    end = end < 0 ? at + 2 : end;
                    if (target >= earliest)
                    {
                        throw Wrong("a pointer does not lead back");
                    }
                    at = earliest = target;
                    continue;
                }
                bytes += length + 1;
                if (length > DnsName.MostLabelBytes || bytes > DnsName.MostBytes)
                {
                    throw Wrong("a name is too long");
                }
                if (at + 1 + length > _packet.Length)
                {
                    throw Wrong("a name goes beyond the packet");
                }
                labels.Add(Encoding.UTF8.GetString(_packet, at + 1, length));
                at += 1 + length;
            }
        }

        private int Get8(int at) => at < _packet.Length ? _packet[at] : throw Wrong("it ends too early");

        private int Get16(int at) => (Get8(at) << 8) | Get8(at + 1);

        private void Need(int bytes)
        {
            if (_at + bytes > _packet.Length)
            {
                throw Wrong("it ends too early");
            }
        }
    }
}

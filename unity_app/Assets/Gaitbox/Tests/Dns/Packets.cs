#nullable enable
using System;
using System.Collections.Generic;
using System.Net;
using System.Text;

namespace Gaitbox.Core.Tests
{
    /// <summary>Answers as servers send them.</summary>
    internal sealed class Packets
    {
        /// <summary>
        /// What python-zeroconf 0.154 sent to a one-shot query with the id 0x1234: PTR, then TXT,
        /// A, NSEC and SRV as additional records, names compressed.
        /// </summary>
        public static readonly byte[] OfZeroconf = Convert.FromBase64String(
            "EjSEAAABAAEAAAAECF9nYWl0Ym94BF90Y3AFbG9jYWwAAAwAAcAMAAwAAQAAEZQAGRZHYWl0Ym94IG9uIEFO"
            + "TkEtTEFQVE9QwAwLYW5uYS1sYXB0b3DAGgAvAAEAAAB4AAXASgABQMAxABAAAQAAEZQAmQl0eHR2ZXJzPTEF"
            + "YXBpPTEjaWQ9MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYJdmVyPTAuMS4wBnBhdGg9LwV0bHM9"
            + "MUNmcD1jZGNkY2RjZGNkY2RjZGNkY2RjZGNkY2RjZGNkY2RjZGNkY2RjZGNkY2RjZGNkY2RjZGNkY2RjZGNk"
            + "Y2RjZGNkCWF1dGg9cGFpcsBKAAEAAQAAAHgABApNAAHAMQAhAAEAAAB4AAgAAAAAIkPASg==");

        private readonly List<byte> _bytes = new List<byte>();
        private int _records;

        /// <summary>An answer to the query of an id.</summary>
        public Packets(int id = 0x1234, int flags = 0x8400)
        {
            Add16(id);
            Add16(flags);
            Add16(0);
            Add16(0);
            Add16(0);
            Add16(0);
        }

        /// <summary>The packet.</summary>
        public byte[] Bytes()
        {
            byte[] bytes = _bytes.ToArray();
            bytes[6] = (byte)(_records >> 8);
            bytes[7] = (byte)_records;
            return bytes;
        }

        /// <summary>Adds a PTR record.</summary>
        public Packets Ptr(DnsName name, DnsName target, uint timeToLive = 4500) =>
            Record(name, DnsType.Ptr, Name(target), timeToLive);

        /// <summary>Adds an SRV record.</summary>
        public Packets Srv(DnsName name, DnsName host, int port, uint timeToLive = 120)
        {
            var data = new List<byte> { 0, 0, 0, 0, (byte)(port >> 8), (byte)port };
            data.AddRange(Name(host));
            return Record(name, DnsType.Srv, data.ToArray(), timeToLive);
        }

        /// <summary>Adds a TXT record.</summary>
        public Packets Txt(DnsName name, params string[] texts)
        {
            var data = new List<byte>();
            foreach (string text in texts)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                data.Add((byte)bytes.Length);
                data.AddRange(bytes);
            }
            return Record(name, DnsType.Txt, data.ToArray(), 4500);
        }

        /// <summary>Adds an A or AAAA record.</summary>
        public Packets Address(DnsName host, string address, uint timeToLive = 120)
        {
            byte[] bytes = IPAddress.Parse(address).GetAddressBytes();
            return Record(host, bytes.Length == 4 ? DnsType.A : DnsType.Aaaa, bytes, timeToLive);
        }

        /// <summary>Adds a record of any data.</summary>
        public Packets Record(
            DnsName name, DnsType type, byte[] data, uint timeToLive = 120, int kind = 0x8001)
        {
            _bytes.AddRange(Name(name));
            Add16((int)type);
            Add16(kind);
            Add16((int)(timeToLive >> 16));
            Add16((int)(timeToLive & 0xFFFF));
            Add16(data.Length);
            _bytes.AddRange(data);
            _records++;
            return this;
        }

        private static byte[] Name(DnsName name)
        {
            var bytes = new List<byte>();
            foreach (string label in name.Labels)
            {
                byte[] text = Encoding.UTF8.GetBytes(label);
                bytes.Add((byte)text.Length);
                bytes.AddRange(text);
            }
            bytes.Add(0);
            return bytes.ToArray();
        }

        private void Add16(int value)
        {
            _bytes.Add((byte)(value >> 8));
            _bytes.Add((byte)value);
        }
    }
}

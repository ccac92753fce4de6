#nullable enable
using System;
using System.Collections.Generic;
using System.Text;

namespace Gaitbox.Core
{
    /// <summary>Writes queries (RFC 1035, section 4.1).</summary>
    internal static class DnsQuery
    {
        private const int ClassInternet = 1;

        /// <summary>A query with one question for each type.</summary>
        /// <param name="id">Id, which an answer to a one-shot query repeats (RFC 6762, section 6.7).</param>
        /// <param name="questions">What is asked for.</param>
        /// <exception cref="ArgumentException">A name has an empty or too long label, or is too long.</exception>
        public static byte[] Write(ushort id, params (DnsName Name, DnsType Type)[] questions)
        {
            var packet = new List<byte>(128);
            Add16(packet, id);
            Add16(packet, 0); // a standard query, no recursion
            Add16(packet, questions.Length);
            Add16(packet, 0);
            Add16(packet, 0);
            Add16(packet, 0);
            foreach ((DnsName name, DnsType type) in questions)
            {
                AddName(packet, name);
                Add16(packet, (int)type);
                Add16(packet, ClassInternet);
            }
            return packet.ToArray();
        }

        private static void AddName(List<byte> packet, DnsName name)
        {
            int begin = packet.Count;
            foreach (string label in name.Labels)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(label);
                if (bytes.Length == 0 || bytes.Length > DnsName.MostLabelBytes)
                {
                    throw new ArgumentException("a label is empty or too long", nameof(name));
                }
                packet.Add((byte)bytes.Length);
                packet.AddRange(bytes);
            }
            packet.Add(0);
            if (packet.Count - begin > DnsName.MostBytes)
            {
                throw new ArgumentException("the name is too long", nameof(name));
            }
        }

        private static void Add16(List<byte> packet, int value)
        {
            packet.Add((byte)(value >> 8));
            packet.Add((byte)value);
        }
    }
}

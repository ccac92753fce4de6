#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>DNS messages: bytes of queries, contents of answers, and every kind of damage.</summary>
    [TestFixture]
    public sealed class DnsMessageTests
    {
        private static readonly DnsName Service = DnsName.Of("_gaitbox._tcp.local");

        [Test]
        public void WritesAQuery()
        {
            byte[] query = DnsQuery.Write(0x1234, (DnsName.Of("_a._tcp.local."), DnsType.Ptr));
            byte[] expected = Hex.Decode(
                "123400000001000000000000" + "025f61" + "045f746370" + "056c6f63616c" + "00" + "000c0001");
            Assert.That(query, Is.EqualTo(expected));
        }

        [TestCase("")]
        [TestCase("a..b")]
        [TestCase("0123456789012345678901234567890123456789012345678901234567890123")]
        public void RefusesToAskForNamesThatAreNone(string name)
        {
            Assert.Throws<ArgumentException>(() => DnsQuery.Write(1, (DnsName.Of(name), DnsType.Ptr)));
        }

        [Test]
        public void ReadsTheAnswerOfPythonZeroconf()
        {
            DnsMessage message = DnsMessage.Read(Packets.OfZeroconf);
            Assert.That(message.Id, Is.EqualTo(0x1234));
            Assert.That(message.IsAnswer, Is.True);
            DnsRecord ptr = message.Records.Single(record => record.Type == DnsType.Ptr);
            Assert.That(ptr.Name, Is.EqualTo(Service));
            Assert.That(ptr.Target!.Labels[0], Is.EqualTo("Gaitbox on ANNA-LAPTOP"));
            Assert.That(ptr.Target.IsChildOf(Service), Is.True);
            DnsRecord srv = message.Records.Single(record => record.Type == DnsType.Srv);
            Assert.That(srv.Name, Is.EqualTo(ptr.Target));
            Assert.That(srv.Port, Is.EqualTo(8771));
            Assert.That(srv.Target!.ToString(), Is.EqualTo("anna-laptop.local"));
            DnsRecord a = message.Records.Single(record => record.Type == DnsType.A);
            Assert.That(a.Address, Is.EqualTo(IPAddress.Parse("10.77.0.1")));
            DnsRecord txt = message.Records.Single(record => record.Type == DnsType.Txt);
            Assert.That(txt.Texts!["id"], Is.EqualTo("0123456789abcdef0123456789abcdef"));
            Assert.That(txt.Texts["fp"].Length, Is.EqualTo(64));
        }

        [Test]
        public void EveryCutOfAnAnswerIsRefused()
        {
            for (int length = 0; length < Packets.OfZeroconf.Length; length++)
            {
                byte[] cut = Packets.OfZeroconf.Take(length).ToArray();
                Assert.Throws<FormatException>(() => DnsMessage.Read(cut), "at " + length);
            }
        }

        [TestCase("c00c", TestName = "a pointer to itself")]
        [TestCase("c00e", TestName = "a pointer forward")]
        [TestCase("c0ff", TestName = "a pointer beyond the packet")]
        [TestCase("0161c00c", TestName = "a name that points to its own begin")]
        [TestCase("40", TestName = "a label of the reserved kind 01")]
        [TestCase("80", TestName = "a label of the reserved kind 10")]
        [TestCase("3f61", TestName = "a label beyond the packet")]
        [TestCase("c0", TestName = "half a pointer")]
        public void RefusesNames(string hex)
        {
            byte[] packet = Hex.Decode("000084000000000100000000" + hex + "0001000100000000000401020304");
            Assert.Throws<FormatException>(() => DnsMessage.Read(packet));
        }

        [Test]
        public void RefusesNamesThatPointersMakeTooLong()
        {
            var bytes = new List<byte>(Hex.Decode("000084000000000200000000"));
            string label = new string('a', 63);
            for (int count = 0; count < 3; count++)
            {
                bytes.Add(63);
                bytes.AddRange(Encoding.ASCII.GetBytes(label));
            }
            bytes.Add(0);
            bytes.AddRange(Hex.Decode("00010001000000000004" + "01020304"));
            bytes.Add(63);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
            bytes.AddRange(Hex.Decode("c00c" + "00010001000000000004" + "01020304"));
            Assert.Throws<FormatException>(() => DnsMessage.Read(bytes.ToArray()));
        }

        [Test]
        public void RefusesRecordsOfTheWrongLength()
        {
            DnsName name = DnsName.Of("a.local");
            var wrong = new[]
            {
                new Packets().Record(name, DnsType.A, new byte[3]),
                new Packets().Record(name, DnsType.Aaaa, new byte[4]),
                new Packets().Record(name, DnsType.Srv, new byte[6]),
                new Packets().Record(name, DnsType.Ptr, new byte[] { 0, 0 }),
                new Packets().Record(name, DnsType.Txt, new byte[] { 5, 1 }),
            };
            foreach (Packets packet in wrong)
            {
                Assert.Throws<FormatException>(() => DnsMessage.Read(packet.Bytes()));
            }
        }

        [TestCase(0x8400, true)]
        [TestCase(0x8000, true)]
        [TestCase(0x0400, false, TestName = "a query")]
        [TestCase(0x8403, false, TestName = "an answer that there is no such name")]
        [TestCase(0xA400, false, TestName = "another operation")]
        public void TellsAnswersFromOthers(int flags, bool answer)
        {
            Assert.That(DnsMessage.Read(new Packets(1, flags).Bytes()).IsAnswer, Is.EqualTo(answer));
        }

        [Test]
        public void RecordsOfOtherClassesAreLeftOut()
        {
            const int chaos = 3;
            byte[] packet = new Packets()
                .Record(DnsName.Of("a.local"), DnsType.A, new byte[] { 9 }, 120, chaos).Bytes();
            Assert.That(DnsMessage.Read(packet).Records, Is.Empty);
        }

        [Test]
        public void NamesCompareWithoutCaseButWithTheirLabels()
        {
            Assert.That(DnsName.Of("_Gaitbox._TCP.local"), Is.EqualTo(Service));
            var dotted = new DnsName(new[] { "a.b", "local" });
            Assert.That(dotted, Is.Not.EqualTo(DnsName.Of("a.b.local")));
            Assert.That(new DnsName(new[] { "x.y", "_gaitbox", "_tcp", "local" }).IsChildOf(Service), Is.True);
            Assert.That(DnsName.Of("x.y._gaitbox._tcp.local").IsChildOf(Service), Is.False);
            Assert.That(Service.IsChildOf(Service), Is.False);
        }

        [Test]
        public void TextsAreReadAsTheStandardSays()
        {
            var data = new List<byte>();
            foreach (string text in new[] { "ID=1", "id=2", "flag", "=x", "", "a=b=c", "e=" })
            {
                data.Add((byte)text.Length);
                data.AddRange(Encoding.ASCII.GetBytes(text));
            }
            IReadOnlyDictionary<string, string> texts = DnsMessage.ReadTexts(data.ToArray());
            Assert.That(texts["id"], Is.EqualTo("1"), "the first counts");
            Assert.That(texts["flag"], Is.EqualTo(""));
            Assert.That(texts["a"], Is.EqualTo("b=c"));
            Assert.That(texts["e"], Is.EqualTo(""));
            Assert.That(texts.Count, Is.EqualTo(4));
        }

        [Test]
        public void AnythingIsReadOrRefused()
        {
            var mutations = new Mutations(2);
            int read = 0;
            for (int index = 0; index < Mutations.Count; index++)
            {
                byte[] packet = index % 4 == 0
                    ? mutations.Bytes(200)
                    : mutations.Of(Packets.OfZeroconf);
                try
                {
                    var records = new FoundRecords(Service);
                    records.Add(DnsMessage.Read(packet), 0);
                    foreach (DnsName instance in records.Instances)
                    {
                        records.Missing(instance);
                        records.Server(instance, (left, right) => 0);
                    }
                    read++;
                }
                catch (FormatException)
                {
                    // As it should be.
                }
            }
            Assert.That(read, Is.GreaterThan(0).And.LessThan(Mutations.Count));
        }
    }
}

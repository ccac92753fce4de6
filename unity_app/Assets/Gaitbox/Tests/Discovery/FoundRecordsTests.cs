#nullable enable
using System.Collections.Generic;
using System.Linq;
using System.Net;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Records of one or more packets become servers.</summary>
    [TestFixture]
    public sealed class FoundRecordsTests
    {
        private static readonly DnsName Service = DnsName.Of("_gaitbox._tcp.local");
        private static readonly DnsName Anna = Instance("Gaitbox on ANNA-LAPTOP");
        private static readonly DnsName Host = DnsName.Of("anna-laptop.local");

        [Test]
        public void OnePacketIsEnough()
        {
            FoundServer server = Servers(Packets.OfZeroconf).Single();
            Assert.That(server.Name, Is.EqualTo("Gaitbox on ANNA-LAPTOP"));
            Assert.That(server.Host, Is.EqualTo("anna-laptop.local"));
            Assert.That(server.Address.Authority, Is.EqualTo("10.77.0.1:8771"));
            Assert.That(server.Version, Is.EqualTo("0.1.0"));
            Assert.That(server.ServerId, Is.EqualTo("0123456789abcdef0123456789abcdef"));
            Assert.That(server.Fingerprint, Does.StartWith("cdcd"));
        }

        [Test]
        public void SeveralPacketsInAnyOrderAreJoined()
        {
            byte[] address = new Packets().Address(Host, "10.0.0.1").Bytes();
            byte[] place = new Packets().Srv(Anna, Host, 8773).Bytes();
            byte[] name = new Packets().Ptr(Service, Anna).Bytes();
            Assert.That(Servers(address, place), Is.Empty);
            Assert.That(Servers(address, place, name).Single().Address.Authority, Is.EqualTo("10.0.0.1:8773"));
            Assert.That(Servers(name, place, address).Single().Port, Is.EqualTo(8773));
        }

        [Test]
        public void WhatIsMissingIsKnown()
        {
            var records = new FoundRecords(Service);
            Add(records, new Packets().Ptr(Service, Anna));
            Assert.That(Types(records), Is.EqualTo(new[] { DnsType.Srv, DnsType.Txt }));
            Add(records, new Packets().Srv(Anna, Host, 8771));
            Assert.That(Types(records), Is.EqualTo(new[] { DnsType.A, DnsType.Aaaa, DnsType.Txt }));
            Add(records, new Packets().Address(Host, "10.0.0.1").Txt(Anna, "ver=1"));
            Assert.That(Types(records), Is.Empty);
        }

        [Test]
        public void GoodbyesAreIgnored()
        {
            byte[] goodbye = new Packets()
                .Ptr(Service, Anna, 0).Srv(Anna, Host, 8771, 0).Address(Host, "10.0.0.1", 0).Bytes();
            Assert.That(Servers(goodbye), Is.Empty);
        }

        [Test]
        public void OtherServicesAreIgnored()
        {
            DnsName printers = DnsName.Of("_ipp._tcp.local");
            var printer = new DnsName(new[] { "Printer", "_ipp", "_tcp", "local" });
            byte[] packet = new Packets()
                .Ptr(printers, printer).Ptr(Service, printer).Srv(printer, Host, 631)
                .Address(Host, "10.0.0.1").Bytes();
            Assert.That(Servers(packet), Is.Empty);
        }

        [Test]
        public void TheNearestAddressComesFirst()
        {
            byte[] packet = new Packets().Ptr(Service, Anna).Srv(Anna, Host, 8771)
                .Address(Host, "127.0.0.1").Address(Host, "172.17.0.1").Address(Host, "fd00::5")
                .Address(Host, "192.168.7.9").Address(Host, "fe80::1").Address(Host, "10.0.0.1").Bytes();
            var own = new[] { new LocalAddress(IPAddress.Parse("192.168.4.2"), 22) };
            var records = new FoundRecords(Service);
            records.Add(DnsMessage.Read(packet), 3);
            FoundServer server = records.Server(Anna, LocalNetwork.Nearness(own))!;
            Assert.That(
                server.Addresses.Select(address => address.ToString()),
                Is.EqualTo(new[]
                {
                    "192.168.7.9", "172.17.0.1", "10.0.0.1", "fd00::5", "fe80::1%3", "127.0.0.1",
                }));
        }

        [Test]
        public void WithoutIpv4TheAddressOfIpv6ComesFirst()
        {
            byte[] packet = new Packets().Ptr(Service, Anna).Srv(Anna, Host, 8771)
                .Address(Host, "10.0.0.1").Address(Host, "fd00::5").Bytes();
            var own = new[]
            {
                new LocalAddress(IPAddress.Parse("fe80::2"), 64),
                new LocalAddress(IPAddress.Parse("fd00::2"), 64),
            };
            var records = new FoundRecords(Service);
            records.Add(DnsMessage.Read(packet), 3);
            FoundServer server = records.Server(Anna, LocalNetwork.Nearness(own))!;
            Assert.That(server.Address.Host, Is.EqualTo("fd00::5"));
            Assert.That(own.Select(address => address.Asks), Is.EqualTo(new[] { true, false }));
        }

        [TestCase("192.168.4.2", 22, "192.168.7.9", true)]
        [TestCase("192.168.4.2", 24, "192.168.7.9", false)]
        [TestCase("192.168.4.2", 0, "1.2.3.4", true)]
        [TestCase("192.168.4.2", 32, "192.168.4.2", true)]
        [TestCase("192.168.4.2", 99, "192.168.4.2", true)]
        [TestCase("192.168.4.2", 24, "fd00::1", false)]
        [TestCase("fd00::1", 64, "fd00::2", true)]
        [TestCase("fd00::1", 64, "fd01::2", false)]
        public void SubnetsAreComparedBitByBit(string own, int prefix, string other, bool reaches)
        {
            var local = new LocalAddress(IPAddress.Parse(own), prefix);
            Assert.That(local.Reaches(IPAddress.Parse(other)), Is.EqualTo(reaches));
        }

        [Test]
        public void AFloodOfNamesIsCapped()
        {
            var records = new FoundRecords(Service);
            for (int index = 0; index < 1000; index++)
            {
                DnsName host = DnsName.Of("h" + index + ".local");
                DnsName instance = Instance("Gaitbox " + index);
                Add(records, new Packets().Ptr(Service, instance).Srv(instance, host, 8771)
                    .Address(host, "10.0.0.1"));
            }
            Assert.That(records.Instances.Count, Is.EqualTo(64));
        }

        [TestCase("id=xyz", "")]
        [TestCase("id=0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcdef")]
        [TestCase("fp=0123456789abcdef0123456789abcdef", "")]
        public void IdsThatAreNoneCountAsNotTold(string text, string id)
        {
            byte[] packet = new Packets().Ptr(Service, Anna).Srv(Anna, Host, 8771)
                .Txt(Anna, text).Address(Host, "10.0.0.1").Bytes();
            Assert.That(Servers(packet).Single().ServerId, Is.EqualTo(id));
            Assert.That(Servers(packet).Single().Fingerprint, Is.EqualTo(""));
        }

        private static DnsName Instance(string name) =>
            new DnsName(new[] { name, "_gaitbox", "_tcp", "local" });

        private static void Add(FoundRecords records, Packets packet) =>
            records.Add(DnsMessage.Read(packet.Bytes()), 0);

        private static IEnumerable<DnsType> Types(FoundRecords records) =>
            records.Missing(Anna).Select(question => question.Type);

        private static IReadOnlyList<FoundServer> Servers(params byte[][] packets)
        {
            var records = new FoundRecords(Service);
            foreach (byte[] packet in packets)
            {
                records.Add(DnsMessage.Read(packet), 0);
            }
            var servers = new List<FoundServer>();
            foreach (DnsName instance in records.Instances)
            {
                FoundServer? server = records.Server(instance, (left, right) => 0);
                if (server != null)
                {
                    servers.Add(server);
                }
            }
            return servers;
        }
    }
}

#nullable enable
using System.Linq;
using System.Text;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>What is kept from one start to the next, and what damage does.</summary>
    [TestFixture]
    public sealed class RememberedServersTests
    {
        private static readonly PairedServer Anna = new PairedServer(
            new string('1', 32), "Gaitbox on \"ANNA\"", "10.0.0.1", 8771, new string('c', 64), "d1", "t1");

        private static readonly PairedServer Ben =
            Anna with { ServerId = new string('2', 32), Name = "Gaitbox on BEN", Token = "t2" };

        [Test]
        public void AreThereAfterANewStartTheLatestFirst()
        {
            var store = new MemoryStore();
            var servers = new RememberedServers(store);
            Assert.That(servers.All, Is.Empty);
            servers.Put(Anna);
            servers.Put(Ben);
            Assert.That(new RememberedServers(store).All, Is.EqualTo(new[] { Ben, Anna }));
            servers.Put(Anna with { Port = 9000 });
            var again = new RememberedServers(store);
            Assert.That(again.All, Is.EqualTo(new[] { Anna with { Port = 9000 }, Ben }));
            Assert.That(again.Find(Ben.ServerId), Is.EqualTo(Ben));
            Assert.That(again.Find("other"), Is.Null);
        }

        [Test]
        public void CanBeForgotten()
        {
            var store = new MemoryStore();
            var servers = new RememberedServers(store);
            servers.Put(Anna);
            servers.Put(Ben);
            servers.Forget(Anna.ServerId);
            servers.Forget("nobody");
            Assert.That(new RememberedServers(store).All, Is.EqualTo(new[] { Ben }));
        }

        [TestCase("")]
        [TestCase("garbage")]
        [TestCase("{}")]
        [TestCase("[1]")]
        [TestCase("{\"version\": 2, \"servers\": []}")]
        [TestCase("{\"version\": 1, \"servers\": 5}")]
        [TestCase("{\"version\": 1, \"servers\": [5, null, {}]}")]
        public void ADamagedStoreIsAnEmptyOne(string json)
        {
            var store = new MemoryStore();
            store.Set("gaitbox.servers", json);
            var servers = new RememberedServers(store);
            Assert.That(servers.All, Is.Empty);
            servers.Put(Anna);
            Assert.That(new RememberedServers(store).All.Single(), Is.EqualTo(Anna));
        }

        [Test]
        public void ADamagedEntryIsLeftOut()
        {
            var store = new MemoryStore();
            var servers = new RememberedServers(store);
            servers.Put(Anna);
            servers.Put(Ben);
            foreach (string damage in new[] { "\"t1\"|\"a b\"", "8771|0", "10.0.0.1|", "cccc|cccg" })
            {
                string[] parts = damage.Split('|');
                string json = store.Values["gaitbox.servers"];
                int last = json.LastIndexOf(parts[0]);
                var damaged = new MemoryStore();
                damaged.Set("gaitbox.servers", json.Remove(last, parts[0].Length).Insert(last, parts[1]));
                Assert.That(new RememberedServers(damaged).All, Is.EqualTo(new[] { Ben }), damage);
            }
        }

        [Test]
        public void AnythingIsReadOrCountsAsEmpty()
        {
            var store = new MemoryStore();
            new RememberedServers(store).Put(Anna);
            byte[] right = Encoding.UTF8.GetBytes(store.Values["gaitbox.servers"]);
            var mutations = new Mutations(6);
            for (int index = 0; index < 5000; index++)
            {
                store.Set("gaitbox.servers", Encoding.UTF8.GetString(mutations.Of(right)));
                Assert.That(new RememberedServers(store).All.Count, Is.LessThanOrEqualTo(1));
            }
        }

        [Test]
        public void TheTokenStaysOutOfLogs()
        {
            Assert.That((Anna with { Token = "s3cret" }).ToString(), Does.Not.Contain("s3cret"));
        }
    }
}

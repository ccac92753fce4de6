#nullable enable
using System;
using System.Collections.Generic;

namespace Gaitbox.Core
{
    /// <summary>
    /// Servers that this headset was paired with, the one used last first. Kept as JSON under one
    /// key; what cannot be read there counts as not there.
    /// </summary>
    public sealed class RememberedServers
    {
        private const string Key = "gaitbox.servers";
        private const int Version = 1;
        private const int MostServers = 32;
        private const int FingerprintDigits = 64;

        private readonly IKeyValueStore _store;
        private readonly List<PairedServer> _servers;

        /// <summary>The servers in a store; a damaged store counts as an empty one.</summary>
        public RememberedServers(IKeyValueStore store)
        {
            _store = store;
            _servers = Read(store.Get(Key) ?? "");
        }

        /// <summary>All of them, the one used last first.</summary>
        public IReadOnlyList<PairedServer> All => _servers.ToArray();

        /// <summary>The server with an id; null if there is none.</summary>
        public PairedServer? Find(string serverId) =>
            _servers.Find(server => server.ServerId == serverId);

        /// <summary>Adds a server, or replaces the one with its id, and puts it first.</summary>
        public void Put(PairedServer server)
        {
            if (_servers.Count > 0 && _servers[0] == server)
            {
                return;
            }
            _servers.RemoveAll(other => other.ServerId == server.ServerId);
            _servers.Insert(0, server);
            if (_servers.Count > MostServers)
            {
                _servers.RemoveAt(MostServers);
            }
            Write();
        }

        /// <summary>Removes a server, if it is there.</summary>
        public void Forget(string serverId)
        {
            if (_servers.RemoveAll(server => server.ServerId == serverId) > 0)
            {
                Write();
            }
        }

        private static List<PairedServer> Read(string json)
        {
            var servers = new List<PairedServer>();
            try
            {
                JsonObject stored = JsonReader.ReadObject(json);
                if (stored.Number("version") == Version)
                {
                    foreach (JsonObject entry in stored.Objects("servers"))
                    {
                        Add(entry, servers);
                    }
                }
            }
            catch (FormatException)
            {
                // Damaged, or nothing stored yet: pairing again is all that it costs.
            }
            return servers;
        }

        private static void Add(JsonObject entry, List<PairedServer> servers)
        {
            double port = entry.Number("port") ?? 0;
            var server = new PairedServer(
                entry.Text("id"),
                entry.Text("name"),
                entry.Text("address"),
                port >= 1 && port <= 65535 ? (int)port : 0,
                entry.Text("fingerprint"),
                entry.Text("device"),
                entry.Text("token"));
            bool whole = server.ServerId.Length > 0
                && server.Address.Length > 0
                && server.Port > 0
                && Hex.Is(server.Fingerprint, FingerprintDigits)
                && PairingFinish.IsToken(server.Token);
            if (whole && servers.Count < MostServers)
            {
                servers.Add(server);
            }
        }

        private void Write()
        {
            JsonWriter json = new JsonWriter().Begin().Number("version", Version).Name("servers").BeginArray();
            foreach (PairedServer server in _servers)
            {
                json.Begin()
                    .Text("id", server.ServerId)
                    .Text("name", server.Name)
                    .Text("address", server.Address)
                    .Number("port", server.Port)
                    .Text("fingerprint", server.Fingerprint)
                    .Text("device", server.DeviceId)
                    .Text("token", server.Token)
                    .End();
            }
            _store.Set(Key, json.EndArray().End().ToString());
        }
    }
}

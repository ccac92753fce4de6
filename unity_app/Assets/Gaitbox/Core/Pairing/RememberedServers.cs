#nullable enable
using System;
using System.Collections.Generic;

namespace Gaitbox.Core
{
    /// <summary>Servers that this headset was paired with, the one used last first.</summary>
    public sealed class RememberedServers
    {
        /// <summary>The servers in a store; a damaged store counts as an empty one.</summary>
        public RememberedServers(IKeyValueStore store)
        {
        }

        /// <summary>All of them, the one used last first.</summary>
        public IReadOnlyList<PairedServer> All => throw new NotImplementedException();

        /// <summary>The server with an id; null if there is none.</summary>
        public PairedServer? Find(string serverId) => throw new NotImplementedException();

        /// <summary>Adds a server, or replaces the one with its id, and puts it first.</summary>
        public void Put(PairedServer server) => throw new NotImplementedException();

        /// <summary>Removes a server, if it is there.</summary>
        public void Forget(string serverId) => throw new NotImplementedException();
    }
}

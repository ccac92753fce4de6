#nullable enable
using System.Collections.Generic;

namespace Gaitbox.Core.Tests
{
    /// <summary>A store that forgets with the test.</summary>
    internal sealed class MemoryStore : IKeyValueStore
    {
        /// <summary>What is stored.</summary>
        public Dictionary<string, string> Values { get; } = new Dictionary<string, string>();

        /// <inheritdoc/>
        public string? Get(string key) => Values.TryGetValue(key, out string? value) ? value : null;

        /// <inheritdoc/>
        public void Set(string key, string value) => Values[key] = value;

        /// <inheritdoc/>
        public void Remove(string key) => Values.Remove(key);
    }
}

#nullable enable
using System;
using System.IO;
using Gaitbox.Core;

namespace Gaitbox.Probe
{
    /// <summary>Keeps texts as files of a folder, from one call of the probe to the next.</summary>
    internal sealed class FileStore : IKeyValueStore
    {
        private readonly string _folder;

        /// <summary>A store in a folder, which is made if it is missing.</summary>
        public FileStore(string folder)
        {
            _folder = folder;
            Directory.CreateDirectory(folder);
        }

        /// <inheritdoc/>
        public string? Get(string key) => File.Exists(Place(key)) ? File.ReadAllText(Place(key)) : null;

        /// <inheritdoc/>
        public void Set(string key, string value) => File.WriteAllText(Place(key), value);

        /// <inheritdoc/>
        public void Remove(string key) => File.Delete(Place(key));

        private string Place(string key) => Path.Combine(_folder, key + ".json");
    }
}

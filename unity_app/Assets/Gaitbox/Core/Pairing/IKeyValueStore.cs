#nullable enable
namespace Gaitbox.Core
{
    /// <summary>Where a few texts are kept from one start of the app to the next.</summary>
    public interface IKeyValueStore
    {
        /// <summary>The value of a key; null if there is none.</summary>
        string? Get(string key);

        /// <summary>Keeps a value, and sees to it that it is on the disk.</summary>
        void Set(string key, string value);

        /// <summary>Forgets a key; nothing happens if there is none.</summary>
        void Remove(string key);
    }
}

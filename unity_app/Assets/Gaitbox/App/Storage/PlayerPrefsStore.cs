#nullable enable
using Gaitbox.Core;
using UnityEngine;

namespace Gaitbox.App
{
    /// <summary>
    /// Keeps texts in Unity's PlayerPrefs: on Android a file of this app that no other app can
    /// read.
    /// </summary>
    internal sealed class PlayerPrefsStore : IKeyValueStore
    {
        /// <inheritdoc/>
        public string? Get(string key) => PlayerPrefs.HasKey(key) ? PlayerPrefs.GetString(key) : null;

        /// <inheritdoc/>
        public void Set(string key, string value)
        {
            PlayerPrefs.SetString(key, value);
            PlayerPrefs.Save();
        }

        /// <inheritdoc/>
        public void Remove(string key)
        {
            PlayerPrefs.DeleteKey(key);
            PlayerPrefs.Save();
        }
    }
}

#nullable enable
using UnityEngine;

namespace Gaitbox.App
{
    /// <summary>
    /// Starts the app in whatever scene is loaded, so that no scene file has to hold it. A scene
    /// with a <see cref="GaitboxApp"/> of its own is left alone.
    /// </summary>
    internal static class Bootstrap
    {
        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.AfterSceneLoad)]
        private static void Start()
        {
            if (Object.FindAnyObjectByType<GaitboxApp>() == null)
            {
                new GameObject("Gaitbox").AddComponent<GaitboxApp>();
            }
        }
    }
}

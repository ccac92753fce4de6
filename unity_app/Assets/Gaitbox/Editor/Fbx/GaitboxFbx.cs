#nullable enable
using System;

namespace Gaitbox.Editor
{
    /// <summary>Which assets are walks of Gaitbox.</summary>
    internal static class GaitboxFbx
    {
        /// <summary>
        /// Whether a path is that of a Gaitbox FBX: the name that the server gives its files,
        /// "gaitbox-ID.fbx", or any FBX in a folder called "Gaitbox".
        /// </summary>
        /// <param name="path">Path of an asset, with slashes.</param>
        public static bool Is(string path)
        {
            if (!path.EndsWith(".fbx", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
            string[] parts = path.Split('/');
            bool named = parts[parts.Length - 1].StartsWith("gaitbox-", StringComparison.OrdinalIgnoreCase);
            return named || Array.IndexOf(parts, "Gaitbox", 0, parts.Length - 1) >= 0;
        }
    }
}

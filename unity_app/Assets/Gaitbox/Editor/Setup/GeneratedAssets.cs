#nullable enable
using System;
using UnityEditor;
using Object = UnityEngine.Object;

namespace Gaitbox.Editor
{
    /// <summary>
    /// Assets that set-up makes. They are not kept in git: whatever set them up can make them again.
    /// </summary>
    internal static class GeneratedAssets
    {
        /// <summary>Folder of all of them.</summary>
        public const string Folder = "Assets/Gaitbox/Generated";

        /// <summary>Their folder that is loaded by name at run time.</summary>
        public const string ResourcesFolder = Folder + "/Resources";

        /// <summary>The asset at a path, made where it is missing.</summary>
        public static T Ensure<T>(string path, Func<T> make)
            where T : Object
        {
            EnsureFolder(path.Substring(0, path.LastIndexOf('/')));
            var asset = AssetDatabase.LoadAssetAtPath<T>(path);
            if (!asset)
            {
                asset = make();
                AssetDatabase.CreateAsset(asset, path);
            }
            return asset;
        }

        /// <summary>Makes a folder and those above it.</summary>
        public static void EnsureFolder(string folder)
        {
            if (AssetDatabase.IsValidFolder(folder))
            {
                return;
            }
            int slash = folder.LastIndexOf('/');
            EnsureFolder(folder.Substring(0, slash));
            AssetDatabase.CreateFolder(folder.Substring(0, slash), folder.Substring(slash + 1));
        }
    }
}

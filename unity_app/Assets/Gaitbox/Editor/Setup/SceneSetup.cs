#nullable enable
using UnityEditor;
using UnityEditor.SceneManagement;
using UnityEngine.SceneManagement;

namespace Gaitbox.Editor
{
    /// <summary>The one scene of a build: empty, because the app builds itself when it starts.</summary>
    internal static class SceneSetup
    {
        /// <summary>Where the scene is.</summary>
        public const string Path = GeneratedAssets.Folder + "/Start.unity";

        /// <summary>Makes the scene and puts it in the build.</summary>
        public static void Apply()
        {
            if (!AssetDatabase.LoadAssetAtPath<SceneAsset>(Path))
            {
                GeneratedAssets.EnsureFolder(GeneratedAssets.Folder);
                Scene scene = EditorSceneManager.NewScene(NewSceneSetup.EmptyScene, NewSceneMode.Single);
                if (!EditorSceneManager.SaveScene(scene, Path))
                {
                    throw new SetupException("The scene " + Path + " could not be written.");
                }
            }
            EditorBuildSettings.scenes = new[] { new EditorBuildSettingsScene(Path, true) };
        }
    }
}

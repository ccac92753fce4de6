#nullable enable
using System;
using UnityEditor;
using UnityEngine;

namespace Gaitbox.Editor
{
    /// <summary>
    /// Sets the project up for a Quest 3, all in code, so that a fresh checkout needs no clicks. Can
    /// be run as often as one likes.
    /// <code>Unity -batchmode -quit -projectPath unity_app -buildTarget Android
    /// -executeMethod Gaitbox.Editor.ProjectSetup.Apply</code>
    /// </summary>
    public static class ProjectSetup
    {
        /// <summary>The menu entry, and what the command line calls.</summary>
        [MenuItem("Gaitbox/Set up project")]
        public static void Apply()
        {
            try
            {
                if (ApplyAll())
                {
                    Debug.Log("Gaitbox: the project is set up. Start the Editor once more: the input "
                        + "system changed.");
                }
                else
                {
                    Debug.Log("Gaitbox: the project is set up.");
                }
            }
            catch (Exception error)
            {
                Debug.LogError("Gaitbox: the project could not be set up. " + error.Message);
                Debug.LogException(error);
                if (Application.isBatchMode)
                {
                    EditorApplication.Exit(1);
                }
            }
        }

        /// <summary>Sets everything up.</summary>
        /// <returns>Whether the Editor has to be started again before a build.</returns>
        internal static bool ApplyAll()
        {
            // With -batchmode the target can only be chosen on the command line.
            if (!Application.isBatchMode && EditorUserBuildSettings.activeBuildTarget != BuildTarget.Android)
            {
                EditorUserBuildSettings.SwitchActiveBuildTarget(
                    BuildTargetGroup.Android,
                    BuildTarget.Android);
            }
            bool restart = PlayerSetup.Apply();
            GraphicsSetup.Apply();
            XrSetup.Apply();
            SceneSetup.Apply();
            AssetDatabase.SaveAssets();
            return restart;
        }
    }
}

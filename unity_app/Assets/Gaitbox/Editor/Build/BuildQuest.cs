#nullable enable
using System;
using System.IO;
using UnityEditor;
using UnityEditor.Build.Reporting;
using UnityEngine;

namespace Gaitbox.Editor
{
    /// <summary>
    /// Builds the APK without a window:
    /// <code>Unity -batchmode -quit -projectPath unity_app -buildTarget Android
    /// -executeMethod Gaitbox.Editor.BuildQuest.Run -- --out gaitbox.apk</code>
    /// Exit codes: 0 built, 1 failed, 2 the command line is wrong, 3 run the same command again,
    /// because a setting changed that counts only after a new start.
    /// </summary>
    public static class BuildQuest
    {
        private const int Built = 0;
        private const int Failed = 1;
        private const int BadInput = 2;
        private const int RunAgain = 3;

        /// <summary>What the command line calls.</summary>
        public static void Run()
        {
            int code = Failed;
            try
            {
                code = RunWith(Environment.GetCommandLineArgs());
            }
            catch (Exception error)
            {
                Debug.LogError("Gaitbox build: " + error.Message);
                Debug.LogException(error);
            }
            if (Application.isBatchMode)
            {
                EditorApplication.Exit(code);
            }
        }

        /// <summary>The menu entry: an APK beside the project.</summary>
        [MenuItem("Gaitbox/Build APK")]
        public static void BuildFromMenu()
        {
            Run();
        }

        private static int RunWith(string[] commandLine)
        {
            BuildArguments arguments;
            try
            {
                arguments = BuildArguments.Parse(commandLine);
            }
            catch (SetupException error)
            {
                Debug.LogError("Gaitbox build: " + error.Message);
                return BadInput;
            }
            if (EditorUserBuildSettings.activeBuildTarget != BuildTarget.Android && Application.isBatchMode)
            {
                Debug.LogError("Gaitbox build: add \"-buildTarget Android\" to the command.");
                return BadInput;
            }
            if (ProjectSetup.ApplyAll())
            {
                Debug.LogWarning("Gaitbox build: settings changed. Run the same command again.");
                return RunAgain;
            }
            return Build(arguments);
        }

        private static int Build(BuildArguments arguments)
        {
            string output = Path.GetFullPath(arguments.Output);
            Directory.CreateDirectory(Path.GetDirectoryName(output)!);
            EditorUserBuildSettings.buildAppBundle = false;
            var options = new BuildPlayerOptions
            {
                scenes = new[] { SceneSetup.Path },
                locationPathName = output,
                targetGroup = BuildTargetGroup.Android,
                target = BuildTarget.Android,
                options = arguments.Development ? BuildOptions.Development : BuildOptions.None,
            };
            BuildSummary summary = BuildPipeline.BuildPlayer(options).summary;
            if (summary.result != BuildResult.Succeeded)
            {
                Debug.LogError("Gaitbox build: " + summary.result + " with " + summary.totalErrors + " errors; "
                    + "they are above in this log.");
                return Failed;
            }
            Debug.Log("Gaitbox build: " + output + ", " + summary.totalSize / 1000000 + " MB, "
                + Math.Round(summary.totalTime.TotalSeconds) + " s.");
            return Built;
        }
    }
}

// Hand-written compile-time signatures, so that unity_app can be compiled where there is no Unity.
// Only what unity_app uses; every body throws. Not code of Unity, never shipped, never run.
#pragma warning disable

namespace UnityEditor
{
    using System;
    using UnityEngine;
    using UnityEditor.Build;
    using UnityEditor.Build.Reporting;
    using UnityEngine.Rendering;
    using Object = UnityEngine.Object;

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class MenuItem : Attribute
    {
        public MenuItem(string itemName) => throw null;
    }

    public static class EditorApplication
    {
        public static void Exit(int returnValue) => throw null;
    }

    public static class EditorUtility
    {
        public static void SetDirty(Object target) => throw null;
    }

    public enum BuildTarget { Android = 13 }

    public enum BuildTargetGroup { Android = 7 }

    public static class EditorUserBuildSettings
    {
        public static BuildTarget activeBuildTarget => throw null;
        public static bool buildAppBundle { get => throw null; set => throw null; }
        public static bool SwitchActiveBuildTarget(BuildTargetGroup targetGroup, BuildTarget target) => throw null;
    }

    public class EditorBuildSettingsScene
    {
        public EditorBuildSettingsScene(string path, bool enabled) => throw null;
    }

    public static class EditorBuildSettings
    {
        public static EditorBuildSettingsScene[] scenes { get => throw null; set => throw null; }
        public static void AddConfigObject(string name, Object obj, bool overwrite) => throw null;
        public static bool TryGetConfigObject<T>(string name, out T result) where T : Object => throw null;
    }

    public class SceneAsset : Object
    {
    }

    public static class AssetDatabase
    {
        public static Object[] LoadAllAssetsAtPath(string assetPath) => throw null;
        public static T LoadAssetAtPath<T>(string assetPath) where T : Object => throw null;
        public static void CreateAsset(Object asset, string path) => throw null;
        public static string CreateFolder(string parentFolder, string newFolderName) => throw null;
        public static bool IsValidFolder(string path) => throw null;
        public static void SaveAssets() => throw null;
    }

    public class SerializedObject : IDisposable
    {
        public SerializedObject(Object obj) => throw null;
        public SerializedProperty FindProperty(string propertyPath) => throw null;
        public bool ApplyModifiedPropertiesWithoutUndo() => throw null;
        public void Dispose() => throw null;
    }

    public class SerializedProperty : IDisposable
    {
        public int intValue { get => throw null; set => throw null; }
        public bool boolValue { get => throw null; set => throw null; }
        public SerializedObject serializedObject => throw null;
        public void Dispose() => throw null;
    }

    public enum ScriptingImplementation { Mono2x, IL2CPP, WinRTDotNET }

    public enum ApiCompatibilityLevel { NET_Unity_4_8 = 3, NET_Standard = 6 }

    public enum AndroidArchitecture : uint { None = 0, ARMv7 = 1, ARM64 = 2 }

    public enum AndroidSdkVersions { AndroidApiLevelAuto = 0, AndroidApiLevel32 = 32 }

    public enum AndroidApplicationEntry : uint { Activity = 1, GameActivity = 2 }

    public enum UIOrientation { Portrait, PortraitUpsideDown, LandscapeRight, LandscapeLeft, AutoRotation }

    public enum InsecureHttpOption { NotAllowed, DevelopmentOnly, AlwaysAllowed }

    public sealed class PlayerSettings : Object
    {
        public static string companyName { get => throw null; set => throw null; }
        public static string productName { get => throw null; set => throw null; }
        public static ColorSpace colorSpace { get => throw null; set => throw null; }
        public static UIOrientation defaultInterfaceOrientation { get => throw null; set => throw null; }
        public static InsecureHttpOption insecureHttpOption { get => throw null; set => throw null; }
        public static void SetApplicationIdentifier(NamedBuildTarget buildTarget, string identifier) => throw null;
        public static void SetScriptingBackend(NamedBuildTarget buildTarget, ScriptingImplementation backend) => throw null;
        public static void SetApiCompatibilityLevel(NamedBuildTarget buildTarget, ApiCompatibilityLevel value) => throw null;
        public static void SetUseDefaultGraphicsAPIs(BuildTarget platform, bool automatic) => throw null;
        public static void SetGraphicsAPIs(BuildTarget platform, GraphicsDeviceType[] apis) => throw null;

        public sealed class Android
        {
            public static AndroidArchitecture targetArchitectures { get => throw null; set => throw null; }
            public static AndroidSdkVersions minSdkVersion { get => throw null; set => throw null; }
            public static AndroidSdkVersions targetSdkVersion { get => throw null; set => throw null; }
            public static AndroidApplicationEntry applicationEntry { get => throw null; set => throw null; }
            public static bool forceInternetPermission { get => throw null; set => throw null; }
        }
    }

    [Flags]
    public enum BuildOptions { None = 0, Development = 1 }

    public struct BuildPlayerOptions
    {
        public string[] scenes { get; set; }
        public string locationPathName { get; set; }
        public BuildTargetGroup targetGroup { get; set; }
        public BuildTarget target { get; set; }
        public BuildOptions options { get; set; }
    }

    public static class BuildPipeline
    {
        public static BuildReport BuildPlayer(BuildPlayerOptions buildPlayerOptions) => throw null;
    }

    public class AssetImporter : Object
    {
    }

    public class AssetPostprocessor
    {
        public string assetPath { get => throw null; set => throw null; }
        public AssetImporter assetImporter => throw null;
        public virtual uint GetVersion() => throw null;
    }

    public enum ModelImporterMaterialImportMode { None, ImportStandard, ImportViaMaterialDescription }

    public enum ModelImporterAnimationType { None, Legacy, Generic, Human }

    public enum ModelImporterAvatarSetup { NoAvatar, CreateFromThisModel, CopyFromOther }

    public enum ModelImporterAnimationCompression { Off, KeyframeReduction, KeyframeReductionAndCompression, Optimal }

    public sealed class ModelImporterClipAnimation
    {
        public bool loopTime { get => throw null; set => throw null; }
        public bool lockRootRotation { get => throw null; set => throw null; }
        public bool lockRootHeightY { get => throw null; set => throw null; }
        public bool lockRootPositionXZ { get => throw null; set => throw null; }
        public bool keepOriginalOrientation { get => throw null; set => throw null; }
        public bool keepOriginalPositionY { get => throw null; set => throw null; }
        public bool keepOriginalPositionXZ { get => throw null; set => throw null; }
    }

    public class ModelImporter : AssetImporter
    {
        public float globalScale { get => throw null; set => throw null; }
        public bool useFileScale { get => throw null; set => throw null; }
        public bool importCameras { get => throw null; set => throw null; }
        public bool importLights { get => throw null; set => throw null; }
        public ModelImporterMaterialImportMode materialImportMode { get => throw null; set => throw null; }
        public ModelImporterAnimationType animationType { get => throw null; set => throw null; }
        public ModelImporterAvatarSetup avatarSetup { get => throw null; set => throw null; }
        public bool autoGenerateAvatarMappingIfUnspecified { get => throw null; set => throw null; }
        public bool optimizeGameObjects { get => throw null; set => throw null; }
        public bool importAnimation { get => throw null; set => throw null; }
        public ModelImporterAnimationCompression animationCompression { get => throw null; set => throw null; }
        public ModelImporterClipAnimation[] clipAnimations { get => throw null; set => throw null; }
        public ModelImporterClipAnimation[] defaultClipAnimations => throw null;
    }
}

namespace UnityEditor.Build
{
    public struct NamedBuildTarget
    {
        public static readonly NamedBuildTarget Android;
    }

    public interface IOrderedCallback
    {
        int callbackOrder { get; }
    }
}

namespace UnityEditor.Build.Reporting
{
    using System;

    public enum BuildResult { Unknown, Succeeded, Failed, Cancelled }

    public struct BuildSummary
    {
        public BuildResult result => throw null;
        public int totalErrors => throw null;
        public ulong totalSize => throw null;
        public TimeSpan totalTime => throw null;
    }

    public class BuildReport : UnityEngine.Object
    {
        public BuildSummary summary => throw null;
    }
}

namespace UnityEditor.Android
{
    public interface IPostGenerateGradleAndroidProject : UnityEditor.Build.IOrderedCallback
    {
        void OnPostGenerateGradleAndroidProject(string path);
    }
}

namespace UnityEditor.SceneManagement
{
    using UnityEngine.SceneManagement;

    public enum NewSceneSetup { EmptyScene, DefaultGameObjects }

    public enum NewSceneMode { Single, Additive }

    public sealed class EditorSceneManager
    {
        public static Scene NewScene(NewSceneSetup setup, NewSceneMode mode) => throw null;
        public static bool SaveScene(Scene scene, string dstScenePath) => throw null;
    }
}

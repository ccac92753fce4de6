// Hand-written compile-time signatures, so that unity_app can be compiled where there is no Unity.
// Only what unity_app uses; every body throws. Not code of Unity, never shipped, never run.
#pragma warning disable

namespace UnityEngine.XR.Management
{
    public sealed class XRManagerSettings : ScriptableObject
    {
    }

    public class XRGeneralSettings : ScriptableObject
    {
        public static string k_SettingsKey;
        public bool InitManagerOnStart { get => throw null; set => throw null; }
        public XRManagerSettings AssignedSettings { get => throw null; set => throw null; }
    }
}

namespace UnityEditor.XR.Management
{
    using UnityEngine;
    using UnityEngine.XR.Management;

    public class XRGeneralSettingsPerBuildTarget : ScriptableObject
    {
        public bool HasManagerSettingsForBuildTarget(BuildTargetGroup targetGroup) => throw null;
        public void CreateDefaultManagerSettingsForBuildTarget(BuildTargetGroup targetGroup) => throw null;
        public XRGeneralSettings SettingsForBuildTarget(BuildTargetGroup targetGroup) => throw null;
    }
}

namespace UnityEditor.XR.Management.Metadata
{
    using UnityEngine.XR.Management;

    public class XRPackageMetadataStore
    {
        public static bool IsLoaderAssigned(string loaderTypeName, BuildTargetGroup buildTargetGroup) => throw null;
        public static bool AssignLoader(
            XRManagerSettings settings,
            string loaderTypeName,
            BuildTargetGroup buildTargetGroup) => throw null;
    }
}

// Hand-written compile-time signatures, so that unity_app can be compiled where there is no Unity.
// Only what unity_app uses; every body throws. Not code of Unity, never shipped, never run.
#pragma warning disable

namespace UnityEngine.XR.OpenXR
{
    using UnityEditor;
    using UnityEngine.XR.OpenXR.Features;

    public class OpenXRSettings : ScriptableObject
    {
        public enum RenderMode { MultiPass, SinglePassInstanced }

        public enum LatencyOptimization { PrioritizeRendering, PrioritizeInputPolling }

        public RenderMode renderMode { get => throw null; set => throw null; }
        public LatencyOptimization latencyOptimization { get => throw null; set => throw null; }
        public static OpenXRSettings GetSettingsForBuildTargetGroup(BuildTargetGroup buildTargetGroup) => throw null;
        public TFeature GetFeature<TFeature>() where TFeature : OpenXRFeature => throw null;
    }
}

namespace UnityEngine.XR.OpenXR.Features
{
    public abstract class OpenXRFeature : ScriptableObject
    {
        public bool enabled { get => throw null; set => throw null; }
    }
}

namespace UnityEngine.XR.OpenXR.Features.MetaQuestSupport
{
    public class MetaQuestFeature : OpenXRFeature
    {
        public bool ForceRemoveInternetPermission { get => throw null; set => throw null; }
    }
}

namespace UnityEditor.XR.OpenXR.Features
{
    using UnityEngine.XR.OpenXR.Features;

    public static class FeatureHelpers
    {
        public static void RefreshFeatures(BuildTargetGroup group) => throw null;
        public static OpenXRFeature GetFeatureWithIdForBuildTarget(BuildTargetGroup buildTargetGroup, string featureId) => throw null;
    }
}

// Hand-written compile-time signatures, so that unity_app can be compiled where there is no Unity.
// Only what unity_app uses; every body throws. Not code of Unity, never shipped, never run.
#pragma warning disable

namespace UnityEngine.Rendering
{
    public static class ResourceReloader
    {
        public static bool ReloadAllNullIn(object container, string basePath) => throw null;
    }
}

namespace UnityEngine.Rendering.Universal
{
    public enum IntermediateTextureMode { Auto, Always }

    public abstract class ScriptableRendererData : ScriptableObject
    {
    }

    public class UniversalRendererData : ScriptableRendererData
    {
        public IntermediateTextureMode intermediateTextureMode { get => throw null; set => throw null; }
    }

    public class UniversalRenderPipelineAsset : RenderPipelineAsset
    {
        public static readonly string packagePath;
        public bool supportsHDR { get => throw null; set => throw null; }
        public int msaaSampleCount { get => throw null; set => throw null; }
        public float renderScale { get => throw null; set => throw null; }
        public bool supportsCameraDepthTexture { get => throw null; set => throw null; }
        public bool supportsCameraOpaqueTexture { get => throw null; set => throw null; }
        public static UniversalRenderPipelineAsset Create(ScriptableRendererData rendererData = null) => throw null;
    }
}

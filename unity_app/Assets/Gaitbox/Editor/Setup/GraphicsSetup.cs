#nullable enable
using Gaitbox.App;
using UnityEditor;
using UnityEngine;
using UnityEngine.Rendering;
using UnityEngine.Rendering.Universal;

namespace Gaitbox.Editor
{
    /// <summary>
    /// The Universal Render Pipeline as passthrough needs it: no HDR and no post-processing, which
    /// would lose the alpha through which the room is seen.
    /// </summary>
    internal static class GraphicsSetup
    {
        private const string PipelinePath = GeneratedAssets.Folder + "/Pipeline.asset";

        private const string RendererPath = GeneratedAssets.Folder + "/Renderer.asset";

        /// <summary>Makes the pipeline and the materials, and puts the pipeline in force.</summary>
        public static void Apply()
        {
            UniversalRendererData renderer = GeneratedAssets.Ensure(RendererPath, MakeRenderer);
            renderer.intermediateTextureMode = IntermediateTextureMode.Auto;
            EditorUtility.SetDirty(renderer);
            UniversalRenderPipelineAsset pipeline = GeneratedAssets.Ensure(
                PipelinePath,
                () => UniversalRenderPipelineAsset.Create(renderer));
            Tune(pipeline);
            GraphicsSettings.defaultRenderPipeline = pipeline;
            // No quality level may bring a pipeline of its own.
            int level = QualitySettings.GetQualityLevel();
            for (int i = 0; i < QualitySettings.names.Length; i++)
            {
                QualitySettings.SetQualityLevel(i, false);
                QualitySettings.renderPipeline = null;
            }
            QualitySettings.SetQualityLevel(level, false);
            EnsureMaterial(Templates.PatientName, Templates.PatientShader);
            EnsureMaterial(Templates.MarkName, Templates.MarkShader);
        }

        private static UniversalRendererData MakeRenderer()
        {
            var renderer = ScriptableObject.CreateInstance<UniversalRendererData>();
            ResourceReloader.ReloadAllNullIn(renderer, UniversalRenderPipelineAsset.packagePath);
            return renderer;
        }

        private static void Tune(UniversalRenderPipelineAsset pipeline)
        {
            pipeline.supportsHDR = false;
            pipeline.msaaSampleCount = 4;
            pipeline.renderScale = 1;
            pipeline.supportsCameraDepthTexture = false;
            pipeline.supportsCameraOpaqueTexture = false;
            // These two cannot be set in any other way.
            var fields = new SerializedObject(pipeline);
            SwitchOff(fields, "m_SupportsTerrainHoles");
            SwitchOff(fields, "m_MainLightShadowsSupported");
            fields.ApplyModifiedPropertiesWithoutUndo();
            EditorUtility.SetDirty(pipeline);
        }

        private static void SwitchOff(SerializedObject fields, string name)
        {
            SerializedProperty? field = fields.FindProperty(name);
            if (field == null)
            {
                Debug.LogWarning("Gaitbox: the render pipeline has no field " + name + " any more.");
                return;
            }
            field.boolValue = false;
        }

        private static void EnsureMaterial(string name, string shaderName)
        {
            Shader shader = Shader.Find(shaderName);
            if (!shader)
            {
                throw new SetupException(
                    "The shader \"" + shaderName + "\" is missing. Check that the Universal Render "
                    + "Pipeline in Packages/manifest.json was installed.");
            }
            string path = GeneratedAssets.ResourcesFolder + "/" + name + ".mat";
            GeneratedAssets.Ensure(path, () => new Material(shader));
        }
    }
}

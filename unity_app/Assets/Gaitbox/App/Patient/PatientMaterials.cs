#nullable enable
using GLTFast;
using GLTFast.Logging;
using GLTFast.Materials;
using GLTFast.Schema;
using UnityEngine;
using Material = UnityEngine.Material;

namespace Gaitbox.App
{
    /// <summary>
    /// Gives each material of a GLB, a region of the body, a material of its own with its name and
    /// colour. glTFast's own shaders are not needed, which would have to be kept in the build by hand.
    /// </summary>
    internal sealed class PatientMaterials : IMaterialGenerator
    {
        /// <summary>Property of the base colour in the shaders of the Universal Render Pipeline.</summary>
        public static readonly int BaseColour = Shader.PropertyToID("_BaseColor");

        /// <inheritdoc/>
        public Material GetDefaultMaterial(bool pointsSupport = false) => Templates.Patient();

        /// <inheritdoc/>
        public Material GenerateMaterial(
            MaterialBase gltfMaterial,
            IGltfReadable gltf,
            bool pointsSupport = false)
        {
            Material material = Templates.Patient();
            material.name = gltfMaterial.name;
            if (gltfMaterial.PbrMetallicRoughness != null)
            {
                // glTF keeps linear colours; Unity wants them as sRGB and makes them linear itself.
                material.SetColor(BaseColour, gltfMaterial.PbrMetallicRoughness.BaseColor.gamma);
            }
            return material;
        }

        /// <inheritdoc/>
        public void SetLogger(ICodeLogger logger)
        {
        }
    }
}

#nullable enable
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;

namespace Gaitbox.Editor
{
    /// <summary>
    /// Imports walks of Gaitbox as humanoids with their clip, without a click: metres as they are,
    /// an avatar of their own, root motion, and materials named after body regions.
    /// </summary>
    internal sealed class GaitboxFbxPostprocessor : AssetPostprocessor
    {
        /// <summary>Raised when the settings below change, so that Unity imports the walks again.</summary>
        public override uint GetVersion() => 1;

        private void OnPreprocessModel()
        {
            if (!GaitboxFbx.Is(assetPath))
            {
                return;
            }
            var importer = (ModelImporter)assetImporter;
            importer.globalScale = 1;
            importer.useFileScale = true;
            importer.importCameras = false;
            importer.importLights = false;
            importer.materialImportMode = ModelImporterMaterialImportMode.ImportStandard;
            importer.animationType = ModelImporterAnimationType.Human;
            importer.avatarSetup = ModelImporterAvatarSetup.CreateFromThisModel;
            // Unity maps the Mixamo names by itself; whether it did is checked below.
            importer.autoGenerateAvatarMappingIfUnspecified = true;
            importer.optimizeGameObjects = false;
            importer.importAnimation = true;
            importer.animationCompression = ModelImporterAnimationCompression.Off;
        }

        private void OnPreprocessAnimation()
        {
            if (!GaitboxFbx.Is(assetPath))
            {
                return;
            }
            var importer = (ModelImporter)assetImporter;
            ModelImporterClipAnimation[] clips = importer.defaultClipAnimations;
            foreach (ModelImporterClipAnimation clip in clips)
            {
                clip.loopTime = true;
                // The root moves as the patient walked, from where the patient stood.
                clip.lockRootRotation = false;
                clip.lockRootHeightY = false;
                clip.lockRootPositionXZ = false;
                clip.keepOriginalOrientation = true;
                clip.keepOriginalPositionY = true;
                clip.keepOriginalPositionXZ = true;
            }
            importer.clipAnimations = clips;
        }

        private static void OnPostprocessAllAssets(
            string[] importedAssets,
            string[] deletedAssets,
            string[] movedAssets,
            string[] movedFromAssetPaths)
        {
            foreach (string path in importedAssets)
            {
                if (GaitboxFbx.Is(path))
                {
                    Check(path);
                }
            }
        }

        private static void Check(string path)
        {
            Avatar? avatar = AssetDatabase.LoadAllAssetsAtPath(path).OfType<Avatar>().FirstOrDefault();
            if (!avatar || !avatar!.isValid || !avatar.isHuman)
            {
                Debug.LogError("Gaitbox: " + path + " has no valid humanoid avatar.");
                return;
            }
            Dictionary<string, string> found = avatar.humanDescription.human
                .ToDictionary(bone => bone.humanName, bone => bone.boneName);
            foreach (string line in HumanBones.Differences(found))
            {
                Debug.LogWarning("Gaitbox: " + path + ": " + line);
            }
        }
    }
}

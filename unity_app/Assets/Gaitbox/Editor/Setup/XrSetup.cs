#nullable enable
using UnityEditor;
using UnityEditor.XR.Management;
using UnityEditor.XR.Management.Metadata;
using UnityEditor.XR.OpenXR.Features;
using UnityEngine;
using UnityEngine.XR.Management;
using UnityEngine.XR.OpenXR;
using UnityEngine.XR.OpenXR.Features;
using UnityEngine.XR.OpenXR.Features.MetaQuestSupport;

namespace Gaitbox.Editor
{
    /// <summary>OpenXR on the headset: the loader, passthrough, hands and controllers.</summary>
    internal static class XrSetup
    {
        private const BuildTargetGroup Android = BuildTargetGroup.Android;

        private const string SettingsPath = "Assets/XR/XRGeneralSettingsPerBuildTarget.asset";

        private const string Loader = "UnityEngine.XR.OpenXR.OpenXRLoader";

        /// <summary>Ids of the OpenXR features that the app needs, as their packages define them.</summary>
        private static readonly string[] Features =
        {
            "com.unity.openxr.feature.metaquest",
            // Passthrough is a composition layer; without this one a build ends with an error.
            "com.unity.openxr.feature.compositionlayers",
            "com.unity.openxr.feature.arfoundation-meta-session",
            "com.unity.openxr.feature.arfoundation-meta-camera",
            "com.unity.openxr.feature.arfoundation-meta-anchor",
            "com.unity.openxr.feature.input.handinteraction",
            "com.unity.openxr.feature.input.oculustouch",
            "com.unity.openxr.feature.input.metaquestplus",
            "com.unity.openxr.feature.input.khrsimpleprofile",
        };

        /// <summary>Writes the settings.</summary>
        public static void Apply()
        {
            AssignLoader();
            FeatureHelpers.RefreshFeatures(Android);
            OpenXRSettings settings = OpenXRSettings.GetSettingsForBuildTargetGroup(Android);
            if (!settings)
            {
                throw new SetupException(
                    "OpenXR has no settings for Android yet. Open Project Settings, XR Plug-in "
                    + "Management, OpenXR once, and run the set-up again.");
            }
            settings.renderMode = OpenXRSettings.RenderMode.SinglePassInstanced;
            settings.latencyOptimization = OpenXRSettings.LatencyOptimization.PrioritizeInputPolling;
            EditorUtility.SetDirty(settings);
            foreach (string id in Features)
            {
                Enable(id);
            }
            KeepInternet();
        }

        private static void AssignLoader()
        {
            XRGeneralSettingsPerBuildTarget all = AllSettings();
            if (!all.HasManagerSettingsForBuildTarget(Android))
            {
                all.CreateDefaultManagerSettingsForBuildTarget(Android);
            }
            XRGeneralSettings settings = all.SettingsForBuildTarget(Android);
            settings.InitManagerOnStart = true;
            if (!XRPackageMetadataStore.IsLoaderAssigned(Loader, Android)
                && !XRPackageMetadataStore.AssignLoader(settings.AssignedSettings, Loader, Android))
            {
                throw new SetupException(
                    "OpenXR could not be chosen for Android. Tick it under Project Settings, XR "
                    + "Plug-in Management, and run the set-up again.");
            }
            EditorUtility.SetDirty(all);
        }

        private static XRGeneralSettingsPerBuildTarget AllSettings()
        {
            string key = XRGeneralSettings.k_SettingsKey;
            if (EditorBuildSettings.TryGetConfigObject(key, out XRGeneralSettingsPerBuildTarget kept) && kept)
            {
                return kept;
            }
            XRGeneralSettingsPerBuildTarget made = GeneratedAssets.Ensure(
                SettingsPath,
                ScriptableObject.CreateInstance<XRGeneralSettingsPerBuildTarget>);
            EditorBuildSettings.AddConfigObject(key, made, true);
            return made;
        }

        private static void Enable(string id)
        {
            OpenXRFeature feature = FeatureHelpers.GetFeatureWithIdForBuildTarget(Android, id);
            if (!feature)
            {
                throw new SetupException(
                    "The OpenXR feature " + id + " is missing. Check that the packages in "
                    + "Packages/manifest.json were installed.");
            }
            feature.enabled = true;
            EditorUtility.SetDirty(feature);
        }

        // With this ticked, OpenXR would take the INTERNET permission out of the manifest again.
        private static void KeepInternet()
        {
            var quest = OpenXRSettings.GetSettingsForBuildTargetGroup(Android).GetFeature<MetaQuestFeature>();
            quest.ForceRemoveInternetPermission = false;
            EditorUtility.SetDirty(quest);
        }
    }
}

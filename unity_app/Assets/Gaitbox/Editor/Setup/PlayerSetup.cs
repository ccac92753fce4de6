#nullable enable
using UnityEditor;
using UnityEditor.Build;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Gaitbox.Editor
{
    /// <summary>Player settings of the headset app.</summary>
    internal static class PlayerSetup
    {
        /// <summary>The app's identifier on the headset.</summary>
        public const string Identifier = "org.gaitbox.headset";

        private const string PlayerSettingsPath = "ProjectSettings/ProjectSettings.asset";

        // Values of activeInputHandler: 0 the old Input Manager, 1 the Input System package, 2 both.
        private const int InputSystemPackage = 1;

        /// <summary>Writes them.</summary>
        /// <returns>Whether the Editor has to be started again before they all count.</returns>
        public static bool Apply()
        {
            NamedBuildTarget android = NamedBuildTarget.Android;
            PlayerSettings.companyName = "Gaitbox";
            PlayerSettings.productName = "Gaitbox";
            PlayerSettings.SetApplicationIdentifier(android, Identifier);
            PlayerSettings.SetScriptingBackend(android, ScriptingImplementation.IL2CPP);
            PlayerSettings.SetApiCompatibilityLevel(android, ApiCompatibilityLevel.NET_Standard);
            PlayerSettings.Android.targetArchitectures = AndroidArchitecture.ARM64;
            // Android 12L, as in Meta's own samples for this Editor.
            PlayerSettings.Android.minSdkVersion = AndroidSdkVersions.AndroidApiLevel32;
            PlayerSettings.Android.targetSdkVersion = AndroidSdkVersions.AndroidApiLevel32;
            // OpenXR for Meta Quest refuses to build without these two in Unity 6.
            PlayerSettings.Android.applicationEntry = AndroidApplicationEntry.GameActivity;
            PlayerSettings.defaultInterfaceOrientation = UIOrientation.LandscapeLeft;
            // Sockets alone do not make Unity ask for INTERNET.
            PlayerSettings.Android.forceInternetPermission = true;
            // Everything goes over TLS.
            PlayerSettings.insecureHttpOption = InsecureHttpOption.NotAllowed;
            PlayerSettings.colorSpace = ColorSpace.Linear;
            PlayerSettings.SetUseDefaultGraphicsAPIs(BuildTarget.Android, false);
            PlayerSettings.SetGraphicsAPIs(BuildTarget.Android, new[] { GraphicsDeviceType.Vulkan });
            return UseInputSystem();
        }

        // Unity has no public call for this one; the Editor's own settings window writes it so too.
        private static bool UseInputSystem()
        {
            Object[] found = AssetDatabase.LoadAllAssetsAtPath(PlayerSettingsPath);
            SerializedProperty? handler = null;
            if (found.Length > 0)
            {
                handler = new SerializedObject(found[0]).FindProperty("activeInputHandler");
            }
            if (handler == null)
            {
                throw new SetupException(
                    "The setting \"Active Input Handling\" was not found. Set it to \"Input System "
                    + "Package\" under Project Settings, Player, Other Settings.");
            }
            if (handler.intValue == InputSystemPackage)
            {
                return false;
            }
            handler.intValue = InputSystemPackage;
            handler.serializedObject.ApplyModifiedPropertiesWithoutUndo();
            return true;
        }
    }
}

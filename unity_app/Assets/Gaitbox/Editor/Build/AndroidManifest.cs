#nullable enable
using System.Xml;

namespace Gaitbox.Editor
{
    /// <summary>
    /// Adds to Android's manifest what the app needs and no package adds. Passthrough, anchors,
    /// head tracking and the supported headsets are added by the OpenXR packages.
    /// </summary>
    internal static class AndroidManifest
    {
        private const string AndroidNamespace = "http://schemas.android.com/apk/res/android";

        // Multicast is not asked for: discovery gets its answers by unicast (RFC 6762, section 6.7).
        private static readonly string[] Permissions =
        {
            "android.permission.INTERNET",
            "android.permission.ACCESS_NETWORK_STATE",
            "android.permission.ACCESS_WIFI_STATE",
            "com.oculus.permission.HAND_TRACKING",
            // To scan the laptop's QR code: Android's own and, since Horizon OS 74, the headset's.
            "android.permission.CAMERA",
            "horizonos.permission.HEADSET_CAMERA",
        };

        private static readonly (string Name, string Required)[] Features =
        {
            // Hands or controllers: either will do.
            ("oculus.software.handtracking", "false"),
            // The system keyboard, which also takes dictation, over the app.
            ("oculus.software.overlay_keyboard", "false"),
            ("com.oculus.feature.PASSTHROUGH", "true"),
            // Android takes a camera for required when its permission is asked for.
            ("android.hardware.camera", "false"),
            ("android.hardware.camera.autofocus", "false"),
        };

        /// <summary>Adds what is missing; what is there already stays as it is.</summary>
        public static void Complete(XmlDocument manifest)
        {
            XmlElement root = manifest.DocumentElement
                ?? throw new SetupException("Android's manifest has no root element.");
            foreach (string permission in Permissions)
            {
                Ensure(root, "uses-permission", permission);
            }
            foreach ((string name, string required) in Features)
            {
                Ensure(root, "uses-feature", name)?.SetAttribute("required", AndroidNamespace, required);
            }
        }

        private static XmlElement? Ensure(XmlElement root, string tag, string name)
        {
            foreach (XmlNode? node in root.ChildNodes)
            {
                if (node is XmlElement element && element.Name == tag
                    && element.GetAttribute("name", AndroidNamespace) == name)
                {
                    return null;
                }
            }
            XmlElement added = root.OwnerDocument!.CreateElement(tag);
            added.SetAttribute("name", AndroidNamespace, name);
            root.AppendChild(added);
            return added;
        }
    }
}

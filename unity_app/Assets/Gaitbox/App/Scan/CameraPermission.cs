#nullable enable
#if UNITY_ANDROID && !UNITY_EDITOR
using System;
using UnityEngine.Android;
#endif

namespace Gaitbox.App
{
    /// <summary>
    /// Whether the app may see through the passthrough cameras. Android's own permission and Horizon
    /// OS's are both needed, and asked for at once.
    /// </summary>
    internal sealed class CameraPermission
    {
#if UNITY_ANDROID && !UNITY_EDITOR
        private static readonly string[] Needed =
        {
            "android.permission.CAMERA",
            "horizonos.permission.HEADSET_CAMERA",
        };

        private PermissionCallbacks? _answers;
        private volatile bool _refused;

        /// <summary>Whether it may.</summary>
        public bool Granted => Array.TrueForAll(Needed, Permission.HasUserAuthorizedPermission);

        /// <summary>Whether the user was asked and did not allow it.</summary>
        public bool Refused => _refused && !Granted;

        /// <summary>Asks the user.</summary>
        public void Ask()
        {
            _refused = false;
            if (Granted)
            {
                return;
            }
            _answers = new PermissionCallbacks();
            _answers.PermissionDenied += _ => _refused = true;
            _answers.PermissionRequestDismissed += _ => _refused = true;
            Permission.RequestUserPermissions(Needed, _answers);
        }
#else
        /// <summary>Whether it may.</summary>
        public bool Granted => true;

        /// <summary>Whether the user was asked and did not allow it.</summary>
        public bool Refused => false;

        /// <summary>Asks the user.</summary>
        public void Ask()
        {
        }
#endif
    }
}

#nullable enable
using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.XR;

namespace Gaitbox.App
{
    /// <summary>Notices when the user recentres the view by holding the headset's own button.</summary>
    internal sealed class Recentring : IDisposable
    {
        // The head's new pose comes a frame after the news.
        private const int FramesUntilPose = 2;

        private readonly List<XRInputSubsystem> _subsystems = new List<XRInputSubsystem>();
        private XRInputSubsystem? _watched;
        private int _framesLeft;

        /// <summary>Whether the view was recentred and the head's pose is known again; call every frame.</summary>
        public bool Take()
        {
            if (_watched == null)
            {
                Watch();
            }
            if (_framesLeft == 0)
            {
                return false;
            }
            _framesLeft--;
            return _framesLeft == 0;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_watched != null)
            {
                _watched.trackingOriginUpdated -= Recentred;
                _watched = null;
            }
        }

        // The subsystem may start after the app, and is missing in the Editor.
        private void Watch()
        {
            SubsystemManager.GetSubsystems(_subsystems);
            if (_subsystems.Count > 0)
            {
                _watched = _subsystems[0];
                _watched.trackingOriginUpdated += Recentred;
            }
        }

        private void Recentred(XRInputSubsystem subsystem)
        {
            _framesLeft = FramesUntilPose;
        }
    }
}

#nullable enable
using Gaitbox.Presenters;
using UnityEngine;

namespace Gaitbox.App
{
    /// <summary>
    /// A passthrough camera of the headset. Horizon OS shows them to apps as cameras of Android
    /// from version 74 on, on Quest 3 and 3S, one at a time; Unity takes them as it takes a webcam.
    /// In the Editor it is the computer's webcam.
    /// </summary>
    internal sealed class HeadsetCamera : MonoBehaviour, IScanCamera
    {
        /// <summary>The largest picture that the cameras have.</summary>
        private const int Width = 1280;
        private const int Height = 960;

        /// <summary>A texture has this many columns until the first picture is there.</summary>
        private const int NoWidth = 16;

        /// <summary>How long a camera that faces the room is waited for before any other will do.</summary>
        private const float RoomFacingSeconds = 3;

        // Shares of red, green and blue in luminance (ITU-R BT.601), of 256.
        private const int Red = 77;
        private const int Green = 150;
        private const int Blue = 29;

        private readonly CameraPermission _permission = new CameraPermission();
        private WebCamTexture? _texture;
        private Color32[] _colours = new Color32[0];
        private byte[] _luminance = new byte[0];
        private int _width;
        private int _height;
        private float _since;

        /// <inheritdoc/>
        public ScanCameraState State { get; private set; }

        /// <inheritdoc/>
        public void Begin()
        {
            State = ScanCameraState.Asking;
            _permission.Ask();
            Update();
        }

        /// <inheritdoc/>
        public void End()
        {
            State = ScanCameraState.Off;
            if (_texture != null)
            {
                _texture.Stop();
                Destroy(_texture);
                _texture = null;
            }
        }

        /// <inheritdoc/>
        public bool TryTake()
        {
            if (_texture == null || !_texture.didUpdateThisFrame)
            {
                return false;
            }
            _width = _texture.width;
            _height = _texture.height;
            if (_colours.Length != _width * _height)
            {
                _colours = new Color32[_width * _height];
                _luminance = new byte[_width * _height];
            }
            _texture.GetPixels32(_colours);
            return true;
        }

        /// <inheritdoc/>
        public ScanPicture Picture()
        {
            for (int y = 0; y < _height; y++)
            {
                // Textures begin with their lowest row.
                int from = (_height - 1 - y) * _width;
                int to = y * _width;
                for (int x = 0; x < _width; x++)
                {
                    Color32 colour = _colours[from + x];
                    int sum = (Red * colour.r) + (Green * colour.g) + (Blue * colour.b);
                    _luminance[to + x] = (byte)(sum >> 8);
                }
            }
            return new ScanPicture(_luminance, _width, _height);
        }

        private void Update()
        {
            if (State == ScanCameraState.Asking && _permission.Refused)
            {
                State = ScanCameraState.Denied;
            }
            else if (State == ScanCameraState.Asking && _permission.Granted)
            {
                State = ScanCameraState.Starting;
                _since = Time.timeSinceLevelLoad;
            }
            else if (State == ScanCameraState.Starting)
            {
                Play();
            }
        }

        private void OnApplicationPause(bool paused)
        {
            // Taken off: nothing is seen any more. The question for the permission pauses as well.
            if (paused && State != ScanCameraState.Asking)
            {
                End();
            }
        }

        private void OnDestroy() => End();

        // The list of cameras may be empty for a while after the permission was given.
        private void Play()
        {
            if (_texture != null)
            {
                State = _texture.width > NoWidth ? ScanCameraState.Running : State;
                return;
            }
            // One that faces the user shows an avatar on Quest, and is all there is on a laptop.
            bool any = Time.timeSinceLevelLoad - _since > RoomFacingSeconds;
            foreach (WebCamDevice device in WebCamTexture.devices)
            {
                if (any || !device.isFrontFacing)
                {
                    _texture = new WebCamTexture(device.name, Width, Height);
                    _texture.Play();
                    return;
                }
            }
        }
    }
}

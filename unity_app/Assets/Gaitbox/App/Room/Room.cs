#nullable enable
using Unity.XR.CoreUtils;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.InputSystem.XR;
using UnityEngine.Rendering;
using UnityEngine.XR.ARFoundation;

namespace Gaitbox.App
{
    /// <summary>
    /// The user's own room: passthrough behind everything, the floor at height 0, the head and the
    /// hands tracked. Built in code, so that no scene has to be kept.
    /// </summary>
    internal sealed class Room
    {
        private const float EyeHeight = 1.6f;

        private Room(XROrigin origin, Camera camera, ARAnchorManager anchors)
        {
            Origin = origin;
            Camera = camera;
            Anchors = anchors;
        }

        /// <summary>What tracking is relative to.</summary>
        public XROrigin Origin { get; }

        /// <summary>The user's eyes.</summary>
        public Camera Camera { get; }

        /// <summary>Holds things at their place in the real room.</summary>
        public ARAnchorManager Anchors { get; }

        /// <summary>Whether the headset knows where the head is.</summary>
        public bool HeadKnown => Camera.transform.localPosition != Vector3.zero;

        /// <summary>Puts the eyes where those of a standing user are, in the Editor without a headset.</summary>
        public void StandIn()
        {
            Camera.transform.localPosition = new Vector3(0, EyeHeight, 0);
        }

        /// <summary>What the poses of hands and controllers are relative to.</summary>
        public Transform TrackingSpace => Origin.CameraFloorOffsetObject.transform;

        /// <summary>Builds it.</summary>
        public static Room Build()
        {
            new GameObject("AR Session").AddComponent<ARSession>();

            var originObject = new GameObject("XR Origin");
            // Its parts are told to it before it wakes.
            originObject.SetActive(false);
            var offset = new GameObject("Camera Offset");
            offset.transform.SetParent(originObject.transform, false);
            var origin = originObject.AddComponent<XROrigin>();
            origin.Origin = originObject;
            origin.CameraFloorOffsetObject = offset;
            origin.Camera = BuildCamera(offset.transform);
            origin.RequestedTrackingOriginMode = XROrigin.TrackingOriginMode.Floor;
            var anchors = originObject.AddComponent<ARAnchorManager>();
            originObject.SetActive(true);

            BuildLight();
            return new Room(origin, origin.Camera, anchors);
        }

        private static Camera BuildCamera(Transform parent)
        {
            var cameraObject = new GameObject("Main Camera");
            cameraObject.tag = "MainCamera";
            cameraObject.transform.SetParent(parent, false);
            var camera = cameraObject.AddComponent<Camera>();
            // Where alpha stays 0, the headset shows the real room.
            camera.clearFlags = CameraClearFlags.SolidColor;
            camera.backgroundColor = new Color(0, 0, 0, 0);
            camera.nearClipPlane = 0.05f;
            camera.farClipPlane = 50;
            camera.allowHDR = false;
            cameraObject.AddComponent<AudioListener>();
            // Passthrough is on while this component is enabled.
            cameraObject.AddComponent<ARCameraManager>();
            TrackHead(cameraObject.AddComponent<TrackedPoseDriver>());
            return camera;
        }

        private static void TrackHead(TrackedPoseDriver driver)
        {
            var position = new InputAction("Head position", InputActionType.Value, "<XRHMD>/centerEyePosition");
            var rotation = new InputAction("Head rotation", InputActionType.Value, "<XRHMD>/centerEyeRotation");
            driver.positionInput = new InputActionProperty(position);
            driver.rotationInput = new InputActionProperty(rotation);
            driver.ignoreTrackingState = true;
        }

        private static void BuildLight()
        {
            var lightObject = new GameObject("Light");
            lightObject.transform.rotation = Quaternion.Euler(50, -30, 0);
            var light = lightObject.AddComponent<Light>();
            light.type = LightType.Directional;
            light.intensity = 0.9f;
            light.shadows = LightShadows.None;
            RenderSettings.ambientMode = AmbientMode.Flat;
            RenderSettings.ambientLight = new Color(0.55f, 0.55f, 0.58f);
        }
    }
}

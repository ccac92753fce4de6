// Hand-written compile-time signatures, so that unity_app can be compiled where there is no Unity.
// Only what unity_app uses; every body throws. Not code of Unity, never shipped, never run.
#pragma warning disable

namespace Unity.XR.CoreUtils
{
    using UnityEngine;

    public class XROrigin : MonoBehaviour
    {
        public enum TrackingOriginMode { NotSpecified, Device, Floor, Unbounded }

        public Camera Camera { get => throw null; set => throw null; }
        public GameObject Origin { get => throw null; set => throw null; }
        public GameObject CameraFloorOffsetObject { get => throw null; set => throw null; }
        public TrackingOriginMode RequestedTrackingOriginMode { get => throw null; set => throw null; }
    }
}

namespace UnityEngine.XR.ARSubsystems
{
    public class XRAnchorSubsystem
    {
    }

    public struct XRResultStatus
    {
        public bool IsSuccess() => throw null;
    }

    public struct Result<T>
    {
        public XRResultStatus status => throw null;
        public T value => throw null;
    }
}

namespace UnityEngine.XR.ARFoundation
{
    using UnityEngine.XR.ARSubsystems;

    public sealed class ARSession : MonoBehaviour
    {
    }

    public sealed class ARCameraManager : MonoBehaviour
    {
    }

    public sealed class ARAnchor : MonoBehaviour
    {
    }

    public sealed class ARAnchorManager : MonoBehaviour
    {
        public XRAnchorSubsystem subsystem => throw null;
        public Awaitable<Result<ARAnchor>> TryAddAnchorAsync(Pose pose) => throw null;
        public bool TryRemoveAnchor(ARAnchor anchor) => throw null;
    }
}

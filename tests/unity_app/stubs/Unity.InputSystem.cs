// Hand-written compile-time signatures, so that unity_app can be compiled where there is no Unity.
// Only what unity_app uses; every body throws. Not code of Unity, never shipped, never run.
#pragma warning disable

namespace UnityEngine.InputSystem
{
    using System;

    public enum InputActionType { Value, Button, PassThrough }

    public class InputControl
    {
    }

    public sealed class InputAction : IDisposable
    {
        public InputAction(
            string name = null,
            InputActionType type = default,
            string binding = null,
            string interactions = null,
            string processors = null,
            string expectedControlType = null) => throw null;
        public void Enable() => throw null;
        public bool IsPressed() => throw null;
        public TValue ReadValue<TValue>() where TValue : struct => throw null;
        public void Dispose() => throw null;
    }

    public struct InputActionProperty
    {
        public InputActionProperty(InputAction action) => throw null;
    }

    public class Mouse : InputControl
    {
        public static Mouse current => throw null;
        public Controls.Vector2Control position => throw null;
        public Controls.DeltaControl delta => throw null;
        public Controls.ButtonControl leftButton => throw null;
        public Controls.ButtonControl rightButton => throw null;
    }

    public class Keyboard : InputControl
    {
        public static Keyboard current => throw null;
        public event Action<char> onTextInput { add => throw null; remove => throw null; }
    }
}

namespace UnityEngine.InputSystem.Controls
{
    public class Vector2Control : InputControl
    {
        public Vector2 ReadValue() => throw null;
    }

    public class DeltaControl : Vector2Control
    {
    }

    public class ButtonControl : InputControl
    {
        public bool isPressed => throw null;
    }
}

namespace UnityEngine.InputSystem.XR
{
    public class TrackedPoseDriver : MonoBehaviour
    {
        public InputActionProperty positionInput { get => throw null; set => throw null; }
        public InputActionProperty rotationInput { get => throw null; set => throw null; }
        public bool ignoreTrackingState { get => throw null; set => throw null; }
    }
}

#nullable enable
using System;
using UnityEngine;
using UnityEngine.InputSystem;

namespace Gaitbox.App
{
    /// <summary>
    /// One hand as one kind of device reports it. Each kind has actions of its own, so that a
    /// controller that lies on the table cannot stand in the way of the hand that put it down.
    /// </summary>
    internal sealed class HandSource : IDisposable
    {
        private readonly InputAction _tracked;
        private readonly InputAction _position;
        private readonly InputAction _rotation;
        private readonly InputAction _select;

        /// <summary>A source.</summary>
        /// <param name="device">Layout and usage, as "&lt;HandInteraction&gt;{LeftHand}".</param>
        /// <param name="select">Name of the control that selects.</param>
        public HandSource(string device, string select)
        {
            _tracked = Enabled(InputActionType.Button, device + "/isTracked");
            _position = Enabled(InputActionType.Value, device + "/pointerPosition");
            _rotation = Enabled(InputActionType.Value, device + "/pointerRotation");
            _select = Enabled(InputActionType.Button, device + "/" + select);
        }

        /// <summary>Whether it is seen at the moment.</summary>
        public bool Tracked => _tracked.IsPressed();

        /// <summary>Whether it pinches or pulls the trigger.</summary>
        public bool Selecting => _select.IsPressed();

        /// <summary>Where the ray begins, in tracking space, metres.</summary>
        public Vector3 Position => _position.ReadValue<Vector3>();

        /// <summary>Which way the ray points, in tracking space.</summary>
        public Quaternion Rotation => _rotation.ReadValue<Quaternion>();

        /// <summary>An action on one control, in force.</summary>
        public static InputAction Enabled(InputActionType type, string control)
        {
            var action = new InputAction(control, type, control);
            action.Enable();
            return action;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _tracked.Dispose();
            _position.Dispose();
            _rotation.Dispose();
            _select.Dispose();
        }
    }
}

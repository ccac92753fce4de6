#nullable enable
using System;
using UnityEngine;
using UnityEngine.InputSystem;

namespace Gaitbox.App
{
    /// <summary>
    /// One hand as OpenXR reports it: a tracked hand that pinches (XR_EXT_hand_interaction), a
    /// controller with its trigger, or whatever stands in for them (khr/simple_controller).
    /// </summary>
    internal sealed class HandInput : IDisposable
    {
        private readonly InputAction _position;
        private readonly InputAction _rotation;
        private readonly InputAction _tracked;
        private readonly InputAction _select;
        private readonly InputAction _fingertip;

        /// <summary>A hand.</summary>
        /// <param name="usage">"LeftHand" or "RightHand", as the Input System names them.</param>
        public HandInput(string usage)
        {
            string any = "<XRController>{" + usage + "}";
            string hand = "<HandInteraction>{" + usage + "}";
            string simple = "<KHRSimpleController>{" + usage + "}";
            _position = new InputAction(usage + " aim position", InputActionType.Value, any + "/pointerPosition");
            _rotation = new InputAction(usage + " aim rotation", InputActionType.Value, any + "/pointerRotation");
            _tracked = new InputAction(usage + " tracked", InputActionType.Button, any + "/isTracked");
            _select = new InputAction(usage + " select", InputActionType.Button, any + "/triggerPressed");
            _select.AddBinding(hand + "/pointerActivated");
            _select.AddBinding(simple + "/select");
            _fingertip = new InputAction(usage + " fingertip", InputActionType.Value, hand + "/pokePosition");
            foreach (InputAction action in All())
            {
                action.Enable();
            }
        }

        /// <summary>Whether it is seen at the moment.</summary>
        public bool Tracked => _tracked.IsPressed();

        /// <summary>Whether it pinches or pulls the trigger.</summary>
        public bool Selecting => _select.IsPressed();

        /// <summary>Where the ray begins, in tracking space, metres.</summary>
        public Vector3 Position => _position.ReadValue<Vector3>();

        /// <summary>Which way the ray points, in tracking space.</summary>
        public Quaternion Rotation => _rotation.ReadValue<Quaternion>();

        /// <summary>Where the tip of the index finger is, in tracking space; false for a controller.</summary>
        public bool TryFingertip(out Vector3 position)
        {
            position = _fingertip.ReadValue<Vector3>();
            return _fingertip.activeControl != null && position != Vector3.zero;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (InputAction action in All())
            {
                action.Dispose();
            }
        }

        private InputAction[] All() => new[] { _position, _rotation, _tracked, _select, _fingertip };
    }
}

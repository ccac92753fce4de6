#nullable enable
using System;
using UnityEngine;
using UnityEngine.InputSystem;

namespace Gaitbox.App
{
    /// <summary>
    /// One hand, however OpenXR reports it at the moment: as a hand that pinches
    /// (XR_EXT_hand_interaction), as a controller with its trigger, or as what stands in for both
    /// (khr/simple_controller).
    /// </summary>
    internal sealed class HandInput : IDisposable
    {
        private readonly HandSource[] _sources;
        private readonly InputAction _fingertip;

        /// <summary>A hand.</summary>
        /// <param name="usage">"LeftHand" or "RightHand", as the Input System names them.</param>
        public HandInput(string usage)
        {
            string of = "{" + usage + "}";
            _sources = new[]
            {
                new HandSource("<HandInteraction>" + of, "pointerActivated"),
                new HandSource("<QuestTouchPlusController>" + of, "triggerPressed"),
                new HandSource("<OculusTouchController>" + of, "triggerPressed"),
                new HandSource("<KHRSimpleController>" + of, "select"),
            };
            string tip = "<HandInteraction>" + of + "/pokePosition";
            _fingertip = HandSource.Enabled(InputActionType.Value, tip);
        }

        /// <summary>Takes what is seen of the hand now; false if it is not seen.</summary>
        public bool TryRead(out HandSource source)
        {
            for (int i = 0; i < _sources.Length; i++)
            {
                source = _sources[i];
                if (source.Tracked)
                {
                    return true;
                }
            }
            source = _sources[0];
            return false;
        }

        /// <summary>Where the tip of the index finger is, in tracking space; false for a controller.</summary>
        public bool TryFingertip(out Vector3 position)
        {
            position = _fingertip.ReadValue<Vector3>();
            return _sources[0].Tracked && position != Vector3.zero;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (HandSource source in _sources)
            {
                source.Dispose();
            }
            _fingertip.Dispose();
        }
    }
}

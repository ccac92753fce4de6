#nullable enable
#if UNITY_EDITOR || !UNITY_ANDROID
using System.Collections.Generic;
using Gaitbox.Presenters;
using UnityEngine;
using UnityEngine.InputSystem;

namespace Gaitbox.App
{
    /// <summary>
    /// Stands in for the hands where there is no headset, in the Editor: the left button presses,
    /// the right one turns the view.
    /// </summary>
    internal sealed class MousePointer
    {
        private const float DegreesPerPixel = 0.15f;

        private readonly Camera _camera;
        private readonly PanelRay _ray;

        /// <summary>A mouse that points through a camera.</summary>
        public MousePointer(Camera camera, List<PanelView> panels)
        {
            _camera = camera;
            _ray = new PanelRay(panels, new PanelPointer());
        }

        /// <summary>Takes where the mouse is; called every frame.</summary>
        public void Update()
        {
            Mouse? mouse = Mouse.current;
            if (mouse == null)
            {
                return;
            }
            if (mouse.rightButton.isPressed)
            {
                Vector2 moved = mouse.delta.ReadValue();
                Vector3 turned = _camera.transform.eulerAngles;
                turned.y += moved.x * DegreesPerPixel;
                turned.x -= moved.y * DegreesPerPixel;
                _camera.transform.eulerAngles = turned;
            }
            Vector2 at = mouse.position.ReadValue();
            Ray ray = _camera.ScreenPointToRay(new Vector3(at.x, at.y, 0));
            _ray.Point(ray.origin, ray.direction, mouse.leftButton.isPressed, out _);
        }
    }
}
#endif

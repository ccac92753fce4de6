#nullable enable
using System.Collections.Generic;
using Gaitbox.Presenters;
using UnityEngine;

namespace Gaitbox.App
{
    /// <summary>Points at panels along a ray, and presses what is there. Makes no garbage.</summary>
    internal sealed class PanelRay
    {
        private const float Reach = 5;

        private readonly List<PanelView> _panels;
        private readonly PanelPointer _pointer;
        private PanelView? _grabbed;

        /// <summary>A ray.</summary>
        /// <param name="panels">What it can point at.</param>
        /// <param name="pointer">What it moves.</param>
        public PanelRay(List<PanelView> panels, PanelPointer pointer)
        {
            _panels = panels;
            _pointer = pointer;
        }

        /// <summary>Takes where it points now.</summary>
        /// <param name="from">Where it begins, metres.</param>
        /// <param name="along">Its direction, of length 1.</param>
        /// <param name="down">Whether it presses.</param>
        /// <param name="length">How far it is to the panel, metres.</param>
        /// <returns>Whether it hits a panel.</returns>
        public bool Point(Vector3 from, Vector3 along, bool down, out float length)
        {
            PanelView? best = null;
            Vector3 bestAt = default;
            length = Reach;
            for (int i = 0; i < _panels.Count; i++)
            {
                PanelView panel = _panels[i];
                bool candidate = panel.Visible && (_grabbed == null || ReferenceEquals(_grabbed, panel));
                if (candidate && TryHit(panel, from, along, _grabbed != null, out Vector3 at, out float distance)
                    && distance < length)
                {
                    (best, bestAt, length) = (panel, at, distance);
                }
            }
            if (best == null)
            {
                _pointer.Leave(down);
            }
            else
            {
                _pointer.Move(best.Targets, bestAt.x, bestAt.y, down);
            }
            // Along a bar one can drag beyond the panel's edge.
            _grabbed = _pointer.Holding ? best ?? _grabbed : null;
            return best != null;
        }

        /// <summary>It points at nothing.</summary>
        public void Leave()
        {
            _grabbed = null;
            _pointer.Leave(false);
        }

        private static bool TryHit(
            PanelView panel, Vector3 from, Vector3 along, bool anywhere, out Vector3 at, out float distance)
        {
            Vector3 start = panel.Local(from);
            Vector3 step = panel.Local(from + along) - start;
            // Only a panel's face can be hit: the ray has to come from before it.
            distance = step.z > 1e-6f ? -start.z / step.z : -1;
            at = start + step * distance;
            return distance > 0 && (anywhere || panel.Contains(at));
        }
    }
}

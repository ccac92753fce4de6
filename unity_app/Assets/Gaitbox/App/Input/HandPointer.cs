#nullable enable
using System;
using System.Collections.Generic;
using Gaitbox.Presenters;
using UnityEngine;

namespace Gaitbox.App
{
    /// <summary>
    /// Lets one hand point at panels: with a ray from afar, with the fingertip where a panel is
    /// near enough to touch. Makes no garbage.
    /// </summary>
    internal sealed class HandPointer : IDisposable
    {
        private const float Reach = 5;

        // A ray that hits nothing is drawn this long, so that one sees where it goes.
        private const float Stub = 0.4f;

        private readonly HandInput _input;
        private readonly Transform _space;
        private readonly List<PanelView> _panels;
        private readonly LineRenderer _line;
        private readonly PanelPointer _pointer = new PanelPointer();
        private readonly Poke _poke = new Poke();
        private PanelView? _grabbed;

        /// <summary>A pointer of a hand.</summary>
        /// <param name="usage">"LeftHand" or "RightHand".</param>
        /// <param name="space">What its poses are relative to.</param>
        /// <param name="panels">What it can point at.</param>
        public HandPointer(string usage, Transform space, List<PanelView> panels)
        {
            _input = new HandInput(usage);
            _space = space;
            _panels = panels;
            _line = new GameObject(usage + " ray").AddComponent<LineRenderer>();
            _line.sharedMaterial = Templates.Mark();
            _line.positionCount = 2;
            _line.startWidth = 0.004f;
            _line.endWidth = 0.002f;
        }

        /// <summary>Takes where the hand is; called every frame.</summary>
        public void Update()
        {
            if (!_input.TryRead(out HandSource hand))
            {
                _line.enabled = false;
                _pointer.Leave(false);
                _poke.Away();
                return;
            }
            if (!TryPoke())
            {
                Point(hand);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => _input.Dispose();

        private bool TryPoke()
        {
            if (!_input.TryFingertip(out Vector3 tip))
            {
                return false;
            }
            Vector3 world = _space.TransformPoint(tip);
            for (int i = 0; i < _panels.Count; i++)
            {
                PanelView panel = _panels[i];
                Vector3 local = panel.Local(world);
                bool over = local.x >= 0 && local.x <= panel.Width && local.y >= 0 && local.y <= panel.Height;
                if (panel.Visible && over && Math.Abs(local.z) <= Poke.Near)
                {
                    bool counts = _poke.Move(local.z);
                    _line.enabled = false;
                    if (counts)
                    {
                        _pointer.Move(panel.Targets, local.x, local.y, _poke.Down);
                    }
                    return counts;
                }
            }
            _poke.Away();
            return false;
        }

        private void Point(HandSource hand)
        {
            Vector3 from = _space.TransformPoint(hand.Position);
            Vector3 along = _space.rotation * hand.Rotation * Vector3.forward;
            bool down = hand.Selecting;
            PanelView? best = null;
            Vector3 bestAt = default;
            float nearest = Reach;
            for (int i = 0; i < _panels.Count; i++)
            {
                PanelView panel = _panels[i];
                bool candidate = _grabbed == null || ReferenceEquals(_grabbed, panel);
                if (candidate && panel.Visible
                    && TryHit(panel, from, along, _grabbed != null, out Vector3 at, out float distance)
                    && distance < nearest)
                {
                    (best, bestAt, nearest) = (panel, at, distance);
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
            Draw(from, from + along * (best == null ? Stub : nearest));
        }

        private static bool TryHit(
            PanelView panel, Vector3 from, Vector3 along, bool anywhere, out Vector3 at, out float distance)
        {
            Vector3 start = panel.Local(from);
            Vector3 step = panel.Local(from + along) - start;
            // Only a panel's face can be hit: the ray has to come from before it.
            distance = step.z > 1e-6f ? -start.z / step.z : -1;
            at = start + step * distance;
            bool inside = at.x >= 0 && at.x <= panel.Width && at.y >= 0 && at.y <= panel.Height;
            return distance > 0 && (inside || anywhere);
        }

        private void Draw(Vector3 from, Vector3 to)
        {
            _line.enabled = true;
            _line.SetPosition(0, from);
            _line.SetPosition(1, to);
        }
    }
}

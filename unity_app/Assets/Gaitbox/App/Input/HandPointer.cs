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
        // A ray that hits nothing is drawn this long, so that one sees where it goes.
        private const float Stub = 0.4f;

        private readonly HandInput _input;
        private readonly Transform _space;
        private readonly List<PanelView> _panels;
        private readonly LineRenderer _line;
        private readonly PanelPointer _pointer = new PanelPointer();
        private readonly PanelRay _ray;
        private readonly Poke _poke = new Poke();

        /// <summary>A pointer of a hand.</summary>
        /// <param name="usage">"LeftHand" or "RightHand".</param>
        /// <param name="space">What its poses are relative to.</param>
        /// <param name="panels">What it can point at.</param>
        public HandPointer(string usage, Transform space, List<PanelView> panels)
        {
            _input = new HandInput(usage);
            _space = space;
            _panels = panels;
            _ray = new PanelRay(panels, _pointer);
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
                _ray.Leave();
                _poke.Away();
                return;
            }
            if (TryPoke())
            {
                _line.enabled = false;
                return;
            }
            Vector3 from = _space.TransformPoint(hand.Position);
            Vector3 along = _space.rotation * hand.Rotation * Vector3.forward;
            bool hit = _ray.Point(from, along, hand.Selecting, out float length);
            _line.enabled = true;
            _line.SetPosition(0, from);
            _line.SetPosition(1, from + along * (hit ? length : Stub));
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
                if (panel.Visible && panel.Contains(local) && Math.Abs(local.z) <= Poke.Near)
                {
                    if (!_poke.Move(local.z))
                    {
                        return false;
                    }
                    _pointer.Move(panel.Targets, local.x, local.y, _poke.Down);
                    return true;
                }
            }
            _poke.Away();
            return false;
        }
    }
}

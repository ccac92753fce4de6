#nullable enable
using System;
using Gaitbox.Core;
using Gaitbox.Presenters;
using UnityEngine;
using UnityEngine.XR.ARFoundation;
using UnityEngine.XR.ARSubsystems;

namespace Gaitbox.App
{
    /// <summary>
    /// The patient's place on the floor. An anchor holds it there in the real room, also when the
    /// headset's view is recentred; without one it stays in tracking space.
    /// </summary>
    internal sealed class PatientStand
    {
        private readonly Room _room;
        private readonly Transform _place;
        private readonly FloorRing _ring;
        private ARAnchor? _anchor;
        private PatientBody? _body;
        private RegionTints _tints = new RegionTints(new ImpairedRegion[0]);
        private bool _lit;
        private float _degrees = 90;
        private float _turned;
        private int _placings;

        /// <summary>A place in a room, before the user's first look.</summary>
        public PatientStand(Room room)
        {
            _room = room;
            _place = new GameObject("Place").transform;
            _ring = new FloorRing(_place);
        }

        /// <summary>What the patient's model hangs under.</summary>
        public Transform Place => _place;

        /// <summary>Takes the place before the user, walking across the user's view.</summary>
        public void Bring()
        {
            Transform head = _room.Camera.transform;
            Vector3 gaze = head.forward;
            FloorPose pose = Placement.Before(
                new FloorPoint(head.position.x, head.position.z),
                new FloorPoint(gaze.x, gaze.z),
                _degrees - 90);
            _degrees = pose.Degrees;
            _turned = 0;
            Stand(new Vector3(pose.Point.X, 0, pose.Point.Z), _degrees);
            Hold();
        }

        /// <summary>Turns the patient by a quarter, to be seen from the front, the back, the other side.</summary>
        public void Turn()
        {
            _turned += 90;
            Stand(_place.position, _degrees);
        }

        /// <summary>Shows another patient; null for none.</summary>
        public void Show(PatientBody? body, RegionTints tints)
        {
            _body?.Dispose();
            _body = body;
            _tints = tints;
            _body?.Tint(_tints, _lit);
            _ring.Visible = body != null;
        }

        /// <summary>Shows a moment of the walk; called every frame.</summary>
        public void Show(Playback playback)
        {
            if (_anchor)
            {
                Transform held = _anchor!.transform;
                Stand(held.position, held.eulerAngles.y);
            }
            if (_body == null)
            {
                return;
            }
            double position = playback.Position;
            _body.Seek(position);
            _body.Put(Placement.Within(_body.Path, position, playback.Travelling));
            _ring.Share = position / _body.Duration;
            if (_lit != playback.Highlight)
            {
                _lit = playback.Highlight;
                _body.Tint(_tints, _lit);
            }
        }

        // The feet belong on the floor, whatever the height of the anchor.
        private void Stand(Vector3 point, float degrees)
        {
            point.y = _room.Origin.transform.position.y;
            _place.SetPositionAndRotation(point, Quaternion.Euler(0, degrees + _turned, 0));
        }

        // The place counts at once; the anchor takes it over when the headset has made one.
        private async void Hold()
        {
            int placing = ++_placings;
            ARAnchor? last = _anchor;
            _anchor = null;
            try
            {
                if (last != null)
                {
                    _room.Anchors.TryRemoveAnchor(last);
                }
                if (_room.Anchors.subsystem == null)
                {
                    return;
                }
                Result<ARAnchor> made = await _room.Anchors.TryAddAnchorAsync(
                    new Pose(_place.position, _place.rotation));
                if (!made.status.IsSuccess())
                {
                    return;
                }
                if (placing == _placings)
                {
                    _anchor = made.value;
                }
                else
                {
                    _room.Anchors.TryRemoveAnchor(made.value);
                }
            }
            catch (Exception error)
            {
                // The patient stands without an anchor too.
                Debug.LogException(error);
            }
        }
    }
}

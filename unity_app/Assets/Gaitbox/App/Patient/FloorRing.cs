#nullable enable
using System;
using UnityEngine;

namespace Gaitbox.App
{
    /// <summary>
    /// A ring on the floor at the patient's place that fills as the walk goes on. It shows where
    /// the floor is, and that the feet stand on it.
    /// </summary>
    internal sealed class FloorRing
    {
        private const int Segments = 72;
        private const float Radius = 0.5f;
        private const float Width = 0.02f;

        // Just above the floor, and the part that fills above the rest, so that neither flickers.
        private const float Clearance = 0.003f;

        private readonly LineRenderer _filled;
        private readonly GameObject _object;

        /// <summary>A ring at a place, not seen yet.</summary>
        public FloorRing(Transform place)
        {
            _object = new GameObject("Ring");
            _object.transform.SetParent(place, false);
            // Lines face along their object's own axis: here up.
            _object.transform.localRotation = Quaternion.Euler(90, 0, 0);
            Draw("Whole", PanelColours.Track, Clearance);
            _filled = Draw("Filled", PanelColours.Fill, 2 * Clearance);
            _object.SetActive(false);
        }

        /// <summary>Whether it is there.</summary>
        public bool Visible
        {
            set
            {
                if (_object.activeSelf != value)
                {
                    _object.SetActive(value);
                }
            }
        }

        /// <summary>How far it is filled, 0 to 1.</summary>
        public double Share
        {
            set
            {
                int count = Math.Min(Math.Max((int)(value * Segments) + 1, 1), Segments + 1);
                if (_filled.positionCount != count)
                {
                    // A line keeps the points it has and forgets those beyond its count.
                    int before = _filled.positionCount;
                    _filled.positionCount = count;
                    for (int i = before; i < count; i++)
                    {
                        _filled.SetPosition(i, Point(i, 2 * Clearance));
                    }
                }
            }
        }

        private LineRenderer Draw(string name, Color colour, float height)
        {
            var child = new GameObject(name);
            child.transform.SetParent(_object.transform, false);
            var line = child.AddComponent<LineRenderer>();
            line.useWorldSpace = false;
            line.alignment = LineAlignment.TransformZ;
            line.sharedMaterial = Templates.Mark();
            line.sharedMaterial.SetColor(PatientMaterials.BaseColour, colour);
            line.startWidth = Width;
            line.endWidth = Width;
            line.positionCount = Segments + 1;
            for (int i = 0; i <= Segments; i++)
            {
                line.SetPosition(i, Point(i, height));
            }
            return line;
        }

        // The ring lies in its object's x-y plane, whose z points down into the floor; it begins
        // before the patient and goes round to the right.
        private static Vector3 Point(int index, float height)
        {
            double angle = 2 * Math.PI * index / Segments;
            float x = Radius * (float)Math.Sin(angle);
            float y = Radius * (float)Math.Cos(angle);
            return new Vector3(x, y, -height);
        }
    }
}

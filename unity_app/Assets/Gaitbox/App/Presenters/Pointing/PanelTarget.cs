#nullable enable
using System;

namespace Gaitbox.Presenters
{
    /// <summary>A rectangle on a panel, millimetres from the panel's upper left corner.</summary>
    public readonly struct PanelRect
    {
        /// <summary>A rectangle from its corner and its size.</summary>
        public PanelRect(float x, float y, float width, float height)
        {
            X = x;
            Y = y;
            Width = width;
            Height = height;
        }

        /// <summary>Left edge.</summary>
        public float X { get; }

        /// <summary>Upper edge, downwards.</summary>
        public float Y { get; }

        /// <summary>Width.</summary>
        public float Width { get; }

        /// <summary>Height.</summary>
        public float Height { get; }

        /// <summary>Whether a point is within it.</summary>
        public bool Contains(float x, float y)
        {
            return x >= X && x <= X + Width && y >= Y && y <= Y + Height;
        }
    }

    /// <summary>Something on a panel that can be pressed, or along which one can drag.</summary>
    public sealed class PanelTarget
    {
        /// <summary>A target.</summary>
        /// <param name="rect">Where it is.</param>
        /// <param name="pressed">Done when it was pressed and let go of; null for none.</param>
        /// <param name="dragged">
        /// Told, at every frame of a press, which share of its width the pointer is at; null for none.
        /// </param>
        public PanelTarget(PanelRect rect, Action? pressed, Action<float>? dragged = null)
        {
            Rect = rect;
            Pressed = pressed;
            Dragged = dragged;
        }

        /// <summary>Where it is.</summary>
        public PanelRect Rect { get; }

        /// <summary>Whether it is shown and can be used.</summary>
        public bool Enabled { get; set; } = true;

        /// <summary>How many pointers are on it.</summary>
        public int Hovers { get; internal set; }

        /// <summary>How many pointers hold it.</summary>
        public int Holds { get; internal set; }

        internal Action? Pressed { get; }

        internal Action<float>? Dragged { get; }
    }
}

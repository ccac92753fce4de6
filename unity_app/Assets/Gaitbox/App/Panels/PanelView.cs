#nullable enable
using System;
using System.Collections.Generic;
using Gaitbox.Presenters;
using UnityEngine;
using UnityEngine.UI;

namespace Gaitbox.App
{
    /// <summary>
    /// A flat panel in the room. All sizes on it are millimetres, from its upper left corner, so
    /// that text is as large as it says. What can be pressed is kept in <see cref="Targets"/>;
    /// Unity's event system takes no part.
    /// </summary>
    internal sealed class PanelView
    {
        private const float Millimetre = 0.001f;

        // Texture pixels of text for each millimetre: sharp at arm's length on a Quest 3.
        private const float PixelsPerMillimetre = 3;

        private static Font? _font;

        private readonly GameObject _object;
        private readonly RectTransform _transform;
        private readonly List<ButtonView> _buttons = new List<ButtonView>();

        /// <summary>An empty panel.</summary>
        /// <param name="name">Its name in the hierarchy.</param>
        /// <param name="width">Millimetres.</param>
        /// <param name="height">Millimetres.</param>
        public PanelView(string name, float width, float height)
        {
            Width = width;
            Height = height;
            _object = new GameObject(name);
            var canvas = _object.AddComponent<Canvas>();
            canvas.renderMode = RenderMode.WorldSpace;
            _object.AddComponent<CanvasScaler>().dynamicPixelsPerUnit = PixelsPerMillimetre;
            _transform = (RectTransform)_object.transform;
            _transform.sizeDelta = new Vector2(width, height);
            _transform.localScale = new Vector3(Millimetre, Millimetre, Millimetre);
            Box(new PanelRect(0, 0, width, height), PanelColours.Panel);
        }

        /// <summary>Millimetres.</summary>
        public float Width { get; }

        /// <summary>Millimetres.</summary>
        public float Height { get; }

        /// <summary>What can be pressed; later ones lie on top.</summary>
        public List<PanelTarget> Targets { get; } = new List<PanelTarget>();

        /// <summary>Whether it is there.</summary>
        public bool Visible
        {
            get => _object.activeSelf;
            set
            {
                if (_object.activeSelf != value)
                {
                    _object.SetActive(value);
                }
            }
        }

        /// <summary>Puts its centre somewhere, turned to be read from a point.</summary>
        /// <param name="centre">Where, metres.</param>
        /// <param name="reader">Where the eyes are.</param>
        public void Put(Vector3 centre, Vector3 reader)
        {
            _transform.SetPositionAndRotation(centre, Quaternion.LookRotation(centre - reader));
        }

        /// <summary>Where a point is on it: millimetres from its corner, and behind its face.</summary>
        public Vector3 Local(Vector3 point)
        {
            Vector3 local = _transform.InverseTransformPoint(point);
            return new Vector3(local.x + Width / 2, Height / 2 - local.y, local.z);
        }

        /// <summary>Whether a point is over it, before or behind.</summary>
        /// <param name="local">As <see cref="Local"/> answers.</param>
        public bool Contains(Vector3 local)
        {
            return local.x >= 0 && local.x <= Width && local.y >= 0 && local.y <= Height;
        }

        /// <summary>A coloured rectangle.</summary>
        public Image Box(PanelRect rect, Color colour)
        {
            var image = Child("Box", rect).AddComponent<Image>();
            image.color = colour;
            image.raycastTarget = false;
            return image;
        }

        /// <summary>A text.</summary>
        /// <param name="rect">Where; what does not fit is cut off.</param>
        /// <param name="text">What it says.</param>
        /// <param name="size">Height of a line, millimetres.</param>
        /// <param name="anchor">How it is aligned.</param>
        public Text Label(PanelRect rect, string text, int size, TextAnchor anchor = TextAnchor.UpperLeft)
        {
            var label = Child("Label", rect).AddComponent<Text>();
            _font = _font ? _font : Resources.GetBuiltinResource<Font>("LegacyRuntime.ttf");
            label.font = _font;
            label.fontSize = size;
            label.alignment = anchor;
            label.color = PanelColours.Text;
            label.horizontalOverflow = HorizontalWrapMode.Wrap;
            label.verticalOverflow = VerticalWrapMode.Truncate;
            // A sentence of the user must not be read as markup.
            label.supportRichText = false;
            label.raycastTarget = false;
            label.text = text;
            return label;
        }

        /// <summary>Something to press.</summary>
        public ButtonView Button(PanelRect rect, string text, Action pressed, int size = 16)
        {
            Image box = Box(rect, PanelColours.Button);
            var inner = new PanelRect(rect.X + 6, rect.Y + 2, rect.Width - 12, rect.Height - 4);
            Text label = Label(inner, text, size, TextAnchor.MiddleCenter);
            var target = new PanelTarget(rect, pressed);
            Targets.Add(target);
            var button = new ButtonView(box, label, target);
            _buttons.Add(button);
            return button;
        }

        /// <summary>A bar that fills from the left; one can drag along it unless that is null.</summary>
        public BarView Bar(PanelRect rect, Action<float>? dragged)
        {
            Box(rect, PanelColours.Track);
            Image fill = Box(rect, PanelColours.Fill);
            if (dragged != null)
            {
                Targets.Add(new PanelTarget(rect, null, dragged));
            }
            return new BarView(fill.rectTransform, rect);
        }

        /// <summary>Colours its buttons by what points at them; called every frame.</summary>
        public void Refresh()
        {
            for (int i = 0; i < _buttons.Count; i++)
            {
                _buttons[i].Refresh();
            }
        }

        private GameObject Child(string name, PanelRect rect)
        {
            var child = new GameObject(name, typeof(RectTransform));
            var transform = (RectTransform)child.transform;
            transform.SetParent(_transform, false);
            Place(transform, rect);
            return child;
        }

        internal static void Place(RectTransform transform, PanelRect rect)
        {
            var corner = new Vector2(0, 1);
            transform.anchorMin = corner;
            transform.anchorMax = corner;
            transform.pivot = corner;
            transform.anchoredPosition = new Vector2(rect.X, -rect.Y);
            transform.sizeDelta = new Vector2(rect.Width, rect.Height);
        }
    }
}

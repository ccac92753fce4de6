#nullable enable
using Gaitbox.Presenters;
using UnityEngine;
using UnityEngine.UI;

namespace Gaitbox.App
{
    /// <summary>Something to press on a panel.</summary>
    internal sealed class ButtonView
    {
        private readonly Image _box;
        private readonly Text _label;
        private readonly PanelTarget _target;
        private Color _shown = PanelColours.Button;

        public ButtonView(Image box, Text label, PanelTarget target)
        {
            _box = box;
            _label = label;
            _target = target;
        }

        /// <summary>What it says.</summary>
        public string Text
        {
            set
            {
                if (!ReferenceEquals(_label.text, value))
                {
                    _label.text = value;
                }
            }
        }

        /// <summary>Whether it stands for what is in force.</summary>
        public bool Chosen { get; set; }

        /// <summary>Whether it can be pressed; greyed otherwise.</summary>
        public bool Enabled
        {
            set => _target.Enabled = value && _box.enabled;
        }

        /// <summary>Whether it is there.</summary>
        public bool Visible
        {
            set
            {
                _target.Enabled = value;
                _box.enabled = value;
                _label.enabled = value;
            }
        }

        /// <summary>Colours it by what points at it.</summary>
        public void Refresh()
        {
            Color colour = !_target.Enabled ? PanelColours.Off
                : _target.Holds > 0 ? PanelColours.Held
                : _target.Hovers > 0 ? PanelColours.Hover
                : Chosen ? PanelColours.Chosen
                : PanelColours.Button;
            if (colour != _shown)
            {
                _shown = colour;
                _box.color = colour;
            }
        }
    }

    /// <summary>A bar that fills from the left.</summary>
    internal sealed class BarView
    {
        private readonly RectTransform _fill;
        private readonly PanelRect _rect;

        public BarView(RectTransform fill, PanelRect rect)
        {
            _fill = fill;
            _rect = rect;
            Share = 0;
        }

        /// <summary>How far it is filled, 0 to 1.</summary>
        public float Share
        {
            set
            {
                float share = Mathf.Clamp01(value);
                _fill.sizeDelta = new Vector2(_rect.Width * share, _rect.Height);
            }
        }
    }
}

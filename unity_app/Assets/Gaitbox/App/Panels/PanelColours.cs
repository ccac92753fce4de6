#nullable enable
using UnityEngine;

namespace Gaitbox.App
{
    /// <summary>Colours of the panels; text on them has a contrast of at least 7 to 1 (WCAG 2.2, AAA).</summary>
    internal static class PanelColours
    {
        public static readonly Color Panel = new Color32(18, 24, 30, 255);
        public static readonly Color Button = new Color32(44, 58, 70, 255);
        public static readonly Color Hover = new Color32(62, 84, 102, 255);
        public static readonly Color Held = new Color32(22, 100, 134, 255);
        public static readonly Color Chosen = new Color32(20, 82, 110, 255);
        public static readonly Color Off = new Color32(28, 34, 40, 255);
        public static readonly Color Track = new Color32(60, 70, 80, 255);
        public static readonly Color Fill = new Color32(92, 190, 226, 255);
        public static readonly Color Text = new Color32(240, 244, 247, 255);
        public static readonly Color Quiet = new Color32(186, 196, 204, 255);
        public static readonly Color Unmet = new Color32(250, 190, 120, 255);
    }
}

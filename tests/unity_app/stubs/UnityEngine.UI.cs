// Hand-written compile-time signatures, so that unity_app can be compiled where there is no Unity.
// Only what unity_app uses; every body throws. Not code of Unity, never shipped, never run.
#pragma warning disable

namespace UnityEngine.UI
{
    public abstract class Graphic : MonoBehaviour
    {
        public virtual Color color { get => throw null; set => throw null; }
        public virtual bool raycastTarget { get => throw null; set => throw null; }
        public RectTransform rectTransform => throw null;
    }

    public class Image : Graphic
    {
    }

    public class Text : Graphic
    {
        public virtual string text { get => throw null; set => throw null; }
        public Font font { get => throw null; set => throw null; }
        public int fontSize { get => throw null; set => throw null; }
        public TextAnchor alignment { get => throw null; set => throw null; }
        public HorizontalWrapMode horizontalOverflow { get => throw null; set => throw null; }
        public VerticalWrapMode verticalOverflow { get => throw null; set => throw null; }
        public bool supportRichText { get => throw null; set => throw null; }
    }

    public class CanvasScaler : MonoBehaviour
    {
        public float dynamicPixelsPerUnit { get => throw null; set => throw null; }
    }
}

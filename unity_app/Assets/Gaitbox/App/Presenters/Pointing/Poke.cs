#nullable enable
namespace Gaitbox.Presenters
{
    /// <summary>
    /// Whether a fingertip presses a panel: it has to come from the front, and to go back a little
    /// before it can press again, so that a trembling hand presses once.
    /// </summary>
    public sealed class Poke
    {
        /// <summary>From this far before the panel on, the fingertip takes the place of the ray, mm.</summary>
        public const float Near = 60;

        /// <summary>Deeper behind the panel than this it counts as passed through, mm.</summary>
        public const float Through = 60;

        private const float Release = 4;

        private bool _front;

        /// <summary>Whether it is pressed.</summary>
        public bool Down { get; private set; }

        /// <summary>Takes where the fingertip is.</summary>
        /// <param name="depth">Millimetres behind the panel's face; negative before it.</param>
        /// <returns>Whether it is near enough to count.</returns>
        public bool Move(float depth)
        {
            if (depth < -Near || depth > Through)
            {
                Away();
                return false;
            }
            if (depth < -Release)
            {
                Down = false;
                _front = true;
            }
            else if (depth >= 0 && _front)
            {
                Down = true;
            }
            return _front;
        }

        /// <summary>The fingertip is nowhere near.</summary>
        public void Away()
        {
            Down = false;
            _front = false;
        }
    }
}

#nullable enable
using System;
using System.Collections.Generic;

namespace Gaitbox.Presenters
{
    /// <summary>
    /// One pointer, a ray or a fingertip, and what it presses. A press counts when it begins and
    /// ends on the same target; a drag holds its target wherever the pointer goes meanwhile. Makes
    /// no garbage.
    /// </summary>
    public sealed class PanelPointer
    {
        private PanelTarget? _over;
        private PanelTarget? _held;
        private bool _down;

        /// <summary>Whether it is on something that can be used.</summary>
        public bool Over => _over != null;

        /// <summary>Whether it holds something, such as the handle of the playback bar.</summary>
        public bool Holding => _held != null;

        /// <summary>Takes where the pointer is on a panel.</summary>
        /// <param name="targets">Targets of the panel; later ones lie on top.</param>
        /// <param name="x">Millimetres from the panel's left edge.</param>
        /// <param name="y">Millimetres down from its upper edge.</param>
        /// <param name="down">Whether it is pressed.</param>
        public void Move(List<PanelTarget> targets, float x, float y, bool down)
        {
            PanelTarget? under = null;
            for (int i = targets.Count - 1; i >= 0 && under == null; i--)
            {
                if (targets[i].Enabled && targets[i].Rect.Contains(x, y))
                {
                    under = targets[i];
                }
            }
            Enter(under);
            if (down && !_down)
            {
                Hold(under);
            }
            if (down && _held?.Dragged != null)
            {
                float share = (x - _held.Rect.X) / _held.Rect.Width;
                _held.Dragged(Math.Min(Math.Max(share, 0), 1));
            }
            _down = down;
            if (!down && _held != null)
            {
                Action? pressed = ReferenceEquals(_held, under) ? _held.Pressed : null;
                Hold(null);
                pressed?.Invoke();
            }
        }

        /// <summary>The pointer is on no panel.</summary>
        /// <param name="down">Whether it is pressed; then a press does not begin on the next panel.</param>
        public void Leave(bool down)
        {
            Enter(null);
            if (!down)
            {
                Hold(null);
            }
            _down = down;
        }

        private void Enter(PanelTarget? target)
        {
            if (ReferenceEquals(target, _over))
            {
                return;
            }
            if (_over != null)
            {
                _over.Hovers--;
            }
            if (target != null)
            {
                target.Hovers++;
            }
            _over = target;
        }

        private void Hold(PanelTarget? target)
        {
            if (_held != null)
            {
                _held.Holds--;
            }
            if (target != null)
            {
                target.Holds++;
            }
            _held = target;
        }
    }
}

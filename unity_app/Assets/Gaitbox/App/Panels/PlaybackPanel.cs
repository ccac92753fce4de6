#nullable enable
using Gaitbox.Presenters;
using UnityEngine;
using UnityEngine.UI;

namespace Gaitbox.App
{
    /// <summary>The bar at the patient's feet: play, scrub, speed, highlight, travel, follow.</summary>
    internal sealed class PlaybackPanel
    {
        private readonly Playback _playback;
        private readonly PlaybackLabels _labels;
        private readonly BarView _bar;
        private readonly Text _time;
        private readonly ButtonView _play;
        private readonly ButtonView _speed;
        private readonly ButtonView _light;
        private readonly ButtonView _travel;
        private readonly ButtonView _follow;
        private double _shownSpeed = double.NaN;

        /// <summary>The bar of a playback.</summary>
        public PlaybackPanel(Playback playback, PlaybackLabels labels)
        {
            _playback = playback;
            _labels = labels;
            View = new PanelView("Playback", 760, 150);
            _bar = View.Bar(new PanelRect(20, 20, 560, 36), Scrub);
            _time = View.Label(new PanelRect(592, 20, 156, 36), "", 20, TextAnchor.MiddleLeft);
            _play = View.Button(new PanelRect(20, 80, 120, 52), "Pause", playback.TogglePlaying, 20);
            _speed = View.Button(new PanelRect(148, 80, 124, 52), "", playback.NextSpeed, 18);
            _light = View.Button(new PanelRect(280, 80, 124, 52), "Highlight", playback.ToggleHighlight, 18);
            _travel = View.Button(new PanelRect(412, 80, 148, 52), "", playback.ToggleTravelling, 18);
            _follow = View.Button(new PanelRect(568, 80, 172, 52), "", playback.Follow, 18);
            View.Visible = false;
        }

        /// <summary>The panel itself.</summary>
        public PanelView View { get; }

        /// <summary>Shows where the playback is; called every frame, makes no garbage.</summary>
        public void Show()
        {
            double position = _playback.Position;
            double duration = _playback.Duration;
            _bar.Share = duration > 0 ? (float)(position / duration) : 0;
            Say(_time, _labels.Time(position));
            _play.Text = _playback.Playing ? "Pause" : "Play";
            _light.Chosen = _playback.Highlight;
            _travel.Text = _playback.Travelling ? "Walk in place" : "Walk on";
            _follow.Text = _playback.Following ? "Following" : "Follow teacher";
            _follow.Chosen = _playback.Following;
            _follow.Enabled = _playback.CanFollow;
            if (_shownSpeed != _playback.Speed)
            {
                _shownSpeed = _playback.Speed;
                _speed.Text = PlaybackLabels.Speed(_shownSpeed);
            }
        }

        private void Scrub(float share) => _playback.Seek(share * _playback.Duration);

        private static void Say(Text label, string text)
        {
            if (!ReferenceEquals(label.text, text))
            {
                label.text = text;
            }
        }
    }
}

#nullable enable
using System.Collections.Generic;
using Gaitbox.Core;
using UnityEngine;

namespace Gaitbox.App
{
    /// <summary>All panels, and where they stand in the room.</summary>
    internal sealed class AppPanels
    {
        private readonly ConnectionPanel _connection;
        private readonly PromptPanel _prompt;
        private readonly ChecksPanel _checks;
        private readonly PlaybackPanel _playback;

        public AppPanels(
            ConnectionPanel connection,
            PromptPanel prompt,
            ChecksPanel checks,
            PlaybackPanel playback)
        {
            _connection = connection;
            _prompt = prompt;
            _checks = checks;
            _playback = playback;
            _prompt.View.Visible = false;
            // The connection panel lies before the others when all are there.
            All = new List<PanelView> { connection.View, prompt.View, checks.View, playback.View };
        }

        /// <summary>What hands can point at.</summary>
        public List<PanelView> All { get; }

        /// <summary>Places them round a user and a patient.</summary>
        /// <param name="head">The user's head.</param>
        /// <param name="patient">Where the patient stands, on the floor.</param>
        public void Put(Transform head, Vector3 patient)
        {
            Vector3 eyes = head.position;
            Vector3 ahead = patient - eyes;
            ahead.y = 0;
            ahead = ahead.normalized;
            Vector3 right = Vector3.Cross(Vector3.up, ahead);
            _connection.View.Put(eyes + ahead * 0.9f + Vector3.down * 0.1f, eyes);
            // Within reach of the left hand, out of the view of the patient.
            _prompt.View.Put(eyes + ahead * 0.55f - right * 0.5f + Vector3.down * 0.35f, eyes);
            _checks.View.Put(patient + right * 1.1f + Vector3.up * 1.3f, eyes);
            _playback.View.Put(patient - ahead * 0.7f + Vector3.up * 0.35f, eyes);
        }

        /// <summary>Whether there is a laptop to make walks.</summary>
        public void Connected(bool connected)
        {
            if (connected)
            {
                _prompt.View.Visible = true;
            }
        }

        /// <summary>A patient is there.</summary>
        public void Show(Motion motion)
        {
            _checks.Show(motion);
            _playback.View.Visible = true;
        }

        /// <summary>Brings them up to date; called every frame.</summary>
        public void Refresh()
        {
            if (_playback.View.Visible)
            {
                _playback.Show();
            }
            for (int i = 0; i < All.Count; i++)
            {
                All[i].Refresh();
            }
        }
    }
}

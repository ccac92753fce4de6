#nullable enable
using Gaitbox.Core;
using Gaitbox.Presenters;
using UnityEngine;
using UnityEngine.UI;

namespace Gaitbox.App
{
    /// <summary>What was requested and what the walk measures, beside the patient.</summary>
    internal sealed class ChecksPanel
    {
        private const int MostLines = 8;

        private const int MostRegions = 6;

        private readonly Text _title;
        private readonly Text _summary;
        private readonly Text _regions;
        private readonly Text _statement;
        private readonly Text[] _names = new Text[MostLines];
        private readonly Text[] _requested = new Text[MostLines];
        private readonly Text[] _measured = new Text[MostLines];

        /// <summary>The empty panel.</summary>
        public ChecksPanel()
        {
            View = new PanelView("Checks", 620, 600);
            _title = View.Label(new PanelRect(20, 14, 580, 62), "", 19);
            _summary = View.Label(new PanelRect(20, 80, 580, 24), "", 17);
            Heading(20, "Measure");
            Heading(290, "Requested");
            Heading(470, "Measured");
            for (int i = 0; i < MostLines; i++)
            {
                float y = 136 + i * 40;
                _names[i] = View.Label(new PanelRect(20, y, 262, 38), "", 15);
                _requested[i] = View.Label(new PanelRect(290, y, 172, 38), "", 15);
                _measured[i] = View.Label(new PanelRect(470, y, 130, 38), "", 15);
            }
            _regions = View.Label(new PanelRect(20, 462, 580, 84), "", 15);
            _statement = View.Label(new PanelRect(20, 556, 580, 36), "", 13);
            _statement.color = PanelColours.Quiet;
            View.Visible = false;
        }

        /// <summary>The panel itself.</summary>
        public PanelView View { get; }

        /// <summary>Shows a motion.</summary>
        public void Show(Motion motion)
        {
            var table = new ChecksTable(motion, MostLines, MostRegions);
            _title.text = table.Title;
            _summary.text = table.Summary;
            for (int i = 0; i < MostLines; i++)
            {
                bool there = i < table.Lines.Count;
                CheckLine line = there ? table.Lines[i] : new CheckLine("", "", "", true);
                _names[i].text = line.Name;
                _requested[i].text = line.Requested;
                _measured[i].text = line.Measured + (there ? line.Met ? "  met" : "  not met" : "");
                _measured[i].color = line.Met ? PanelColours.Text : PanelColours.Unmet;
            }
            _regions.text = string.Join("   ", table.Regions);
            _statement.text = table.Statement;
            View.Visible = true;
        }

        private void Heading(float x, string text)
        {
            View.Label(new PanelRect(x, 110, 180, 20), text, 14).color = PanelColours.Quiet;
        }
    }
}

#nullable enable
using System.Collections.Generic;
using Gaitbox.Core;
using Gaitbox.Presenters;
using UnityEngine;
using UnityEngine.UI;

namespace Gaitbox.App
{
    /// <summary>The way to a laptop: those that were found, the code's keypad, a scanned code, a typed address.</summary>
    internal sealed class ConnectionPanel
    {
        private const int MostLaptops = 4;

        // The text has the room of the laptops or of the keypad where neither is there.
        private static readonly PanelRect ShortText = new PanelRect(24, 62, 512, 130);
        private static readonly PanelRect LongText = new PanelRect(24, 62, 512, 380);

        private readonly ConnectionFlow _flow;
        private readonly SystemKeyboard _keyboard;
        private readonly CodeScan _scan;
        private readonly CodePad _code = new CodePad();
        private readonly Text _title;
        private readonly Text _text;
        private readonly Text _digits;
        private readonly List<ButtonView> _laptops = new List<ButtonView>();
        private readonly List<ButtonView> _keys = new List<ButtonView>();
        private readonly ButtonView _address;
        private readonly ButtonView _scanning;
        private readonly ButtonView _cancel;
        private readonly ButtonView _search;
        private readonly ButtonView _forget;
        private ConnectionStep _step;
        private IReadOnlyList<FoundServer> _found = new FoundServer[0];

        /// <summary>The panel of a flow.</summary>
        public ConnectionPanel(ConnectionFlow flow, SystemKeyboard keyboard, CodeScan scan)
        {
            _flow = flow;
            _keyboard = keyboard;
            _scan = scan;
            View = new PanelView("Connection", 560, 520);
            _title = View.Label(new PanelRect(24, 20, 512, 36), "", 28);
            _text = View.Label(ShortText, "", 18);
            for (int i = 0; i < MostLaptops; i++)
            {
                int index = i;
                var rect = new PanelRect(24, 200 + i * 60, 512, 54);
                _laptops.Add(View.Button(rect, "", () => Choose(index), 18));
            }
            _digits = View.Label(new PanelRect(24, 200, 240, 60), "", 44, TextAnchor.MiddleCenter);
            BuildKeys();
            _address = View.Button(new PanelRect(24, 452, 164, 48), "Type an address", TypeAddress);
            _scanning = View.Button(new PanelRect(198, 452, 164, 48), "Scan the code", _scan.Begin);
            _search = View.Button(new PanelRect(372, 452, 164, 48), "Search again", _flow.SearchAgain);
            // In the places of others, which are not there at the same time.
            _cancel = View.Button(new PanelRect(198, 452, 164, 48), "Cancel", _scan.Cancel);
            _forget = View.Button(new PanelRect(24, 452, 164, 48), "Forget this laptop", _flow.Forget);
            _code.Changed += () => _digits.text = _code.Shown;
            _code.Entered += _flow.SubmitCode;
            _code.Clear();
            _scan.Found += _flow.Enter;
            _scan.Changed += () => Draw(_flow.View);
            _flow.Changed += Show;
            Show(_flow.View);
        }

        /// <summary>The panel itself.</summary>
        public PanelView View { get; }

        private void BuildKeys()
        {
            for (int i = 0; i < 12; i++)
            {
                int digit = (i + 1) % 11;
                string text = i < 9 ? digit.ToString() : i == 9 ? "Back" : i == 10 ? "0" : "Clear";
                var rect = new PanelRect(284 + i % 3 * 84, 200 + i / 3 * 62, 78, 56);
                _keys.Add(View.Button(rect, text, KeyAction(i, digit), 22));
            }
        }

        private System.Action KeyAction(int index, int digit)
        {
            if (index == 9)
            {
                return _code.Back;
            }
            return index == 11 ? _code.Clear : () => _code.Digit(digit);
        }

        private void Choose(int index)
        {
            if (index < _found.Count)
            {
                _flow.Choose(_found[index]);
            }
        }

        private void TypeAddress()
        {
            _keyboard.Open(
                "",
                "Address on the laptop's screen, such as 192.168.1.20",
                TouchScreenKeyboardType.URL,
                200,
                _flow.Enter);
        }

        private void Show(ConnectionView view)
        {
            bool moved = view.Step != _step;
            _step = view.Step;
            // A scan is of no use once a laptop is being connected; what it said last is old then.
            if (moved && (!_scan.Scanning || !ConnectionScreen.CanScan(view.Step)))
            {
                _scan.Cancel();
            }
            Draw(view);
        }

        private void Draw(ConnectionView view)
        {
            var screen = new ConnectionScreen(view, MostLaptops, _scan);
            View.Visible = screen.Visible;
            _title.text = screen.Title;
            _text.text = screen.Text;
            _found = screen.Laptops;
            for (int i = 0; i < _laptops.Count; i++)
            {
                _laptops[i].Visible = i < _found.Count;
                _laptops[i].Text = i < _found.Count ? ConnectionScreen.Label(_found[i]) : "";
            }
            _digits.enabled = screen.AsksCode;
            foreach (ButtonView key in _keys)
            {
                key.Visible = screen.AsksCode;
            }
            _address.Visible = screen.OffersAddress;
            _scanning.Visible = screen.OffersScan;
            _cancel.Visible = screen.OffersCancel;
            _search.Visible = screen.OffersSearch;
            _forget.Visible = screen.OffersForget;
            bool alone = _found.Count == 0 && !screen.AsksCode;
            PanelView.Place(_text.rectTransform, alone ? LongText : ShortText);
        }
    }
}

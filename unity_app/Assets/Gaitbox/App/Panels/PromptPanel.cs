#nullable enable
using System;
using System.Collections.Generic;
using Gaitbox.Presenters;
using UnityEngine;
using UnityEngine.UI;

namespace Gaitbox.App
{
    /// <summary>Where a case is spoken, typed or chosen, and how far its walk is.</summary>
    internal sealed class PromptPanel
    {
        private readonly PromptScreen _screen;
        private readonly SystemKeyboard _keyboard;
        private readonly Action<string> _make;
        private readonly Text _prompt;
        private readonly Text _message;
        private readonly BarView _bar;
        private readonly ButtonView _speak;
        private readonly List<ButtonView> _examples = new List<ButtonView>();

        /// <summary>The panel.</summary>
        /// <param name="screen">What it shows.</param>
        /// <param name="keyboard">The headset's keyboard, which also takes dictation.</param>
        /// <param name="make">Done with a sentence.</param>
        /// <param name="bring">Done by "Bring here".</param>
        /// <param name="turn">Done by "Turn".</param>
        /// <param name="leave">Done by "Other laptop".</param>
        public PromptPanel(
            PromptScreen screen,
            SystemKeyboard keyboard,
            Action<string> make,
            Action bring,
            Action turn,
            Action leave)
        {
            _screen = screen;
            _keyboard = keyboard;
            _make = make;
            View = new PanelView("Prompt", 520, 500);
            _prompt = View.Label(new PanelRect(20, 16, 480, 66), "", 18);
            _speak = View.Button(new PanelRect(20, 88, 480, 48), "Speak or type a case", Speak, 20);
            _bar = View.Bar(new PanelRect(20, 144, 480, 6), null);
            _message = View.Label(new PanelRect(20, 156, 480, 62), "", 15);
            _message.color = PanelColours.Quiet;
            BuildExamples();
            View.Button(new PanelRect(20, 444, 154, 40), "Bring here", bring);
            View.Button(new PanelRect(183, 444, 154, 40), "Turn", turn);
            View.Button(new PanelRect(346, 444, 154, 40), "Other laptop", leave);
            _screen.Changed += Show;
            Show();
        }

        /// <summary>The panel itself.</summary>
        public PanelView View { get; }

        private void BuildExamples()
        {
            IReadOnlyList<ExampleCase> cases = ExampleCases.All;
            for (int i = 0; i < cases.Count; i++)
            {
                string prompt = cases[i].Prompt;
                var rect = new PanelRect(20 + i % 2 * 244, 226 + i / 2 * 52, 236, 46);
                _examples.Add(View.Button(rect, cases[i].Label, () => _make(prompt), 14));
            }
        }

        private void Speak()
        {
            _keyboard.Open(
                _screen.Prompt,
                "A man limps on his right leg",
                TouchScreenKeyboardType.Default,
                PromptScreen.MostCharacters,
                _make);
        }

        private void Show()
        {
            _prompt.text = _screen.Prompt.Length == 0 ? "Which case?" : _screen.Prompt;
            _message.text = _screen.Message;
            _bar.Share = _screen.Making ? (float)_screen.Fraction : 0;
            _speak.Enabled = !_screen.Making;
            foreach (ButtonView example in _examples)
            {
                example.Enabled = !_screen.Making;
            }
        }
    }
}

#nullable enable
using System;
using UnityEngine;
#if UNITY_EDITOR || !UNITY_ANDROID
using System.Text;
using UnityEngine.InputSystem;
#endif

namespace Gaitbox.App
{
    /// <summary>
    /// The headset's own keyboard, which takes dictation as well. Elsewhere, in the Editor, the
    /// computer's keyboard; Enter ends.
    /// </summary>
    internal sealed class SystemKeyboard : IDisposable
    {
        private Action<string>? _done;
        private TouchScreenKeyboard? _keyboard;

        /// <summary>Asks for a line of text.</summary>
        /// <param name="text">What it begins with.</param>
        /// <param name="placeholder">What it says while it is empty.</param>
        /// <param name="type">Which keys it has.</param>
        /// <param name="most">Most characters.</param>
        /// <param name="done">Told of the text; not called if the user gives up.</param>
        public void Open(
            string text,
            string placeholder,
            TouchScreenKeyboardType type,
            int most,
            Action<string> done)
        {
            _done = done;
            if (TouchScreenKeyboard.isSupported)
            {
                _keyboard = TouchScreenKeyboard.Open(
                    text, type, true, false, false, false, placeholder, most);
            }
            else
            {
                OpenTyping(most);
            }
        }

        /// <summary>Sees whether the user is through; called every frame.</summary>
        public void Update()
        {
            if (_keyboard == null || _keyboard.status == TouchScreenKeyboard.Status.Visible)
            {
                return;
            }
            bool finished = _keyboard.status == TouchScreenKeyboard.Status.Done;
            string text = _keyboard.text;
            _keyboard = null;
            if (finished)
            {
                _done?.Invoke(text);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => CloseTyping();

#if UNITY_EDITOR || !UNITY_ANDROID
        private readonly StringBuilder _typed = new StringBuilder();
        private Keyboard? _keys;
        private int _most;

        private void OpenTyping(int most)
        {
            CloseTyping();
            _typed.Length = 0;
            _most = most;
            _keys = Keyboard.current;
            if (_keys != null)
            {
                _keys.onTextInput += Typed;
                Debug.Log("Type a line and press Enter.");
            }
        }

        private void Typed(char letter)
        {
            if (letter == '\r' || letter == '\n')
            {
                CloseTyping();
                _done?.Invoke(_typed.ToString());
            }
            else if (letter == '\b')
            {
                _typed.Length = Math.Max(_typed.Length - 1, 0);
            }
            else if (_typed.Length < _most)
            {
                _typed.Append(letter);
            }
        }

        private void CloseTyping()
        {
            if (_keys != null)
            {
                _keys.onTextInput -= Typed;
                _keys = null;
            }
        }
#else
        private void OpenTyping(int most)
        {
        }

        private void CloseTyping()
        {
        }
#endif
    }
}

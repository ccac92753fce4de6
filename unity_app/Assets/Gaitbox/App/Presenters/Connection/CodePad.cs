#nullable enable
using System;
using System.Text;

namespace Gaitbox.Presenters
{
    /// <summary>The six digits of the laptop's code while they are typed.</summary>
    public sealed class CodePad
    {
        /// <summary>Digits of a code (PROTOCOL.md).</summary>
        public const int Length = 6;

        private readonly StringBuilder _digits = new StringBuilder(Length);

        /// <summary>What is shown changed.</summary>
        public event Action? Changed;

        /// <summary>The sixth digit was typed: the code. The pad is empty again afterwards.</summary>
        public event Action<string>? Entered;

        /// <summary>Typed digits and a dot for each missing one, in two groups: "482 1··".</summary>
        public string Shown
        {
            get
            {
                string all = _digits.ToString().PadRight(Length, '·');
                return all.Substring(0, 3) + " " + all.Substring(3);
            }
        }

        /// <summary>A digit, 0 to 9.</summary>
        public void Digit(int digit)
        {
            _digits.Append((char)('0' + digit));
            if (_digits.Length < Length)
            {
                Changed?.Invoke();
                return;
            }
            string code = _digits.ToString();
            Clear();
            Entered?.Invoke(code);
        }

        /// <summary>Takes the last digit away.</summary>
        public void Back()
        {
            _digits.Length = Math.Max(_digits.Length - 1, 0);
            Changed?.Invoke();
        }

        /// <summary>Takes all digits away.</summary>
        public void Clear()
        {
            _digits.Length = 0;
            Changed?.Invoke();
        }
    }
}

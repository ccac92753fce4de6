#nullable enable
using System;
using System.Globalization;
using System.Text;

namespace Gaitbox.Probe
{
    /// <summary>One line of output: a JSON object, written at once.</summary>
    internal sealed class JsonLine
    {
        private static readonly object Lock = new object();

        private readonly StringBuilder _text = new StringBuilder();

        /// <summary>A line that tells of an event.</summary>
        public JsonLine(string name)
        {
            _text.Append("{\"event\": ");
            Quote(name);
        }

        /// <summary>Adds a text; null stays null.</summary>
        public JsonLine With(string name, string? value)
        {
            Name(name);
            if (value == null)
            {
                _text.Append("null");
            }
            else
            {
                Quote(value);
            }
            return this;
        }

        /// <summary>Adds a number; null stays null.</summary>
        public JsonLine With(string name, double? value)
        {
            Name(name);
            bool finite = value != null && !double.IsNaN(value.Value) && !double.IsInfinity(value.Value);
            _text.Append(finite ? value!.Value.ToString("0.###", CultureInfo.InvariantCulture) : "null");
            return this;
        }

        /// <summary>Adds a truth value.</summary>
        public JsonLine With(string name, bool value)
        {
            Name(name);
            _text.Append(value ? "true" : "false");
            return this;
        }

        /// <summary>Writes the line.</summary>
        public void Write()
        {
            lock (Lock)
            {
                Console.Out.WriteLine(_text + "}");
                Console.Out.Flush();
            }
        }

        private void Name(string name)
        {
            _text.Append(", ");
            Quote(name);
            _text.Append(": ");
        }

        private void Quote(string text)
        {
            _text.Append('"');
            foreach (char unit in text)
            {
                bool plain = unit >= ' ' && unit < 127 && unit != '"' && unit != '\\';
                _text.Append(plain ? unit.ToString() : "\\u" + ((int)unit).ToString("x4"));
            }
            _text.Append('"');
        }
    }
}

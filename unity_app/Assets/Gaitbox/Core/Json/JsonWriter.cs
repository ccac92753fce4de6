#nullable enable
using System;
using System.Globalization;
using System.Text;

namespace Gaitbox.Core
{
    /// <summary>Writes JSON (RFC 8259), one value after the other.</summary>
    internal sealed class JsonWriter
    {
        private readonly StringBuilder _text = new StringBuilder();

        /// <summary>Begins an object.</summary>
        public JsonWriter Begin() => Open('{');

        /// <summary>Ends an object.</summary>
        public JsonWriter End() => Close('}');

        /// <summary>Begins an array.</summary>
        public JsonWriter BeginArray() => Open('[');

        /// <summary>Ends an array.</summary>
        public JsonWriter EndArray() => Close(']');

        /// <summary>The name of the member whose value comes next.</summary>
        public JsonWriter Name(string name)
        {
            Separate();
            Quote(name);
            _text.Append(':');
            return this;
        }

        /// <summary>A text, or null.</summary>
        public JsonWriter Text(string? value)
        {
            Separate();
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

        /// <summary>A finite number.</summary>
        public JsonWriter Number(double value)
        {
            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                throw new ArgumentException("JSON has no such number", nameof(value));
            }
            Separate();
            _text.Append(value.ToString("R", CultureInfo.InvariantCulture));
            return this;
        }

        /// <summary>A truth value.</summary>
        public JsonWriter Flag(bool value)
        {
            Separate();
            _text.Append(value ? "true" : "false");
            return this;
        }

        /// <summary>A member with a text.</summary>
        public JsonWriter Text(string name, string? value) => Name(name).Text(value);

        /// <summary>A member with a number.</summary>
        public JsonWriter Number(string name, double value) => Name(name).Number(value);

        /// <summary>A member with a truth value.</summary>
        public JsonWriter Flag(string name, bool value) => Name(name).Flag(value);

        /// <summary>What was written.</summary>
        public override string ToString() => _text.ToString();

        private JsonWriter Open(char bracket)
        {
            Separate();
            _text.Append(bracket);
            return this;
        }

        private JsonWriter Close(char bracket)
        {
            _text.Append(bracket);
            return this;
        }

        private void Separate()
        {
            if (_text.Length > 0 && "{[:,".IndexOf(_text[_text.Length - 1]) < 0)
            {
                _text.Append(',');
            }
        }

        private void Quote(string text)
        {
            _text.Append('"');
            foreach (char unit in text)
            {
                if (unit == '"' || unit == '\\')
                {
                    _text.Append('\\').Append(unit);
                }
                else if (unit < ' ')
                {
                    _text.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    _text.Append(unit);
                }
            }
            _text.Append('"');
        }
    }
}

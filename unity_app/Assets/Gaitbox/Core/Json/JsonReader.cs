#nullable enable
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Gaitbox.Core
{
    /// <summary>
    /// A strict reader of JSON (RFC 8259): no comments, no trailing commas, no names twice in an
    /// object, limited depth. It throws nothing but <see cref="FormatException"/>.
    /// </summary>
    internal struct JsonReader
    {
        /// <summary>Deepest nesting that is read.</summary>
        public const int MostDepth = 64;

        private readonly string _text;
        private int _at;

        private JsonReader(string text)
        {
            _text = text;
            _at = 0;
        }

        /// <summary>Reads one JSON value.</summary>
        /// <returns>Null, bool, double, string, <see cref="JsonObject"/> or a list of these.</returns>
        /// <exception cref="FormatException">The text is not JSON.</exception>
        public static object? Read(string text)
        {
            var reader = new JsonReader(text);
            object? value = reader.Value(0);
            reader.Blanks();
            if (reader._at != text.Length)
            {
                throw reader.Wrong("something follows the value");
            }
            return value;
        }

        /// <summary>Reads one JSON object.</summary>
        /// <exception cref="FormatException">The text is not a JSON object.</exception>
        public static JsonObject ReadObject(string text)
        {
            return Read(text) as JsonObject ?? throw new FormatException("JSON: not an object");
        }

        private object? Value(int depth)
        {
            if (depth > MostDepth)
            {
                throw Wrong("nested too deep");
            }
            Blanks();
            switch (Peek())
            {
                case '{':
                    return Object(depth);
                case '[':
                    return Array(depth);
                case '"':
                    return Text();
                case 't':
                    return Word("true", true);
                case 'f':
                    return Word("false", false);
                case 'n':
                    return Word("null", null);
                default:
                    return Number();
            }
        }

        private JsonObject Object(int depth)
        {
            var members = new JsonObject();
            _at++;
            Blanks();
            if (Peek() == '}')
            {
                _at++;
                return members;
            }
            while (true)
            {
                Blanks();
                if (Peek() != '"')
                {
                    throw Wrong("a name was expected");
                }
                string name = Text();
                Blanks();
                if (Peek() != ':')
                {
                    throw Wrong("a colon was expected");
                }
                _at++;
                if (!members.Add(name, Value(depth + 1)))
                {
                    throw Wrong("a name comes twice");
                }
                if (Ends('}'))
                {
                    return members;
                }
            }
        }

        private List<object?> Array(int depth)
        {
            var items = new List<object?>();
            _at++;
            Blanks();
            if (Peek() == ']')
            {
                _at++;
                return items;
            }
            while (true)
            {
                items.Add(Value(depth + 1));
                if (Ends(']'))
                {
                    return items;
                }
            }
        }

        /// <summary>Reads a comma, or the end of an object or array.</summary>
        private bool Ends(char end)
        {
            Blanks();
            char next = Peek();
            if (next != end && next != ',')
            {
                throw Wrong("a comma or an end was expected");
            }
            _at++;
            return next == end;
        }

        private object? Word(string word, object? value)
        {
            if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            {
                throw Wrong("a value was expected");
            }
            _at += word.Length;
            return value;
        }

        private double Number()
        {
            int begin = _at;
            Skip('-');
            if (!Skip('0'))
            {
                Digits();
            }
            if (Skip('.'))
            {
                Digits();
            }
            if (Skip('e') || Skip('E'))
            {
                if (!Skip('-'))
                {
                    Skip('+');
                }
                Digits();
            }
            string number = _text.Substring(begin, _at - begin);
            bool read = double.TryParse(
                number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            if (!read || double.IsInfinity(value))
            {
                throw Wrong("a number is too large");
            }
            return value;
        }

        private void Digits()
        {
            int begin = _at;
            while (_at < _text.Length && _text[_at] >= '0' && _text[_at] <= '9')
            {
                _at++;
            }
            if (_at == begin)
            {
                throw Wrong("a value was expected");
            }
        }

        private string Text()
        {
            int begin = ++_at;
            while (Peek() >= ' ' && _text[_at] != '"' && _text[_at] != '\\')
            {
                _at++;
            }
            if (_text[_at] == '"')
            {
                return _text.Substring(begin, _at++ - begin);
            }
            var text = new StringBuilder(_text, begin, _at - begin, 64);
            while (true)
            {
                char next = Peek();
                _at++;
                if (next == '"')
                {
                    return text.ToString();
                }
                if (next < ' ')
                {
                    throw Wrong("a control character stands in a text");
                }
                text.Append(next == '\\' ? Escaped() : next);
            }
        }

        private char Escaped()
        {
            char letter = Peek();
            _at++;
            switch (letter)
            {
                case '"':
                case '\\':
                case '/':
                    return letter;
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'u':
                    return Unit();
                default:
                    throw Wrong("an unknown escape");
            }
        }

        private char Unit()
        {
            int unit = 0;
            for (int digit = 0; digit < 4; digit++)
            {
                int value = Hex.Value(Peek());
                if (value < 0)
                {
                    throw Wrong("four hexadecimal digits were expected");
                }
                unit = (unit * 16) + value;
                _at++;
            }
            return (char)unit;
        }

        private void Blanks()
        {
            while (_at < _text.Length && " \t\n\r".IndexOf(_text[_at]) >= 0)
            {
                _at++;
            }
        }

        private bool Skip(char wanted)
        {
            if (_at >= _text.Length || _text[_at] != wanted)
            {
                return false;
            }
            _at++;
            return true;
        }

        private char Peek() => _at < _text.Length ? _text[_at] : throw Wrong("it ends too early");

        /// <summary>An error that tells the place and never the text, which may be private.</summary>
        private FormatException Wrong(string what) => new FormatException($"JSON: {what} (at {_at})");
    }
}

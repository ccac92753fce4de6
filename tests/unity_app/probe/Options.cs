#nullable enable
using System;
using System.Collections.Generic;
using System.Globalization;

namespace Gaitbox.Probe
{
    /// <summary>The command line: words, and options such as <c>--address HOST</c>.</summary>
    internal sealed class Options
    {
        private static readonly HashSet<string> Known = new HashSet<string>
        {
            "address", "code", "device", "enter", "limit", "name", "out", "seconds", "store", "times",
        };

        private readonly Dictionary<string, string> _values = new Dictionary<string, string>();

        /// <summary>Reads a command line.</summary>
        /// <exception cref="FormatException">An option is unknown or has no value.</exception>
        public Options(string[] arguments)
        {
            for (int index = 0; index < arguments.Length; index++)
            {
                string word = arguments[index];
                if (!word.StartsWith("--", StringComparison.Ordinal))
                {
                    Words.Add(word);
                    continue;
                }
                string name = word.Substring(2);
                if (!Known.Contains(name) || index + 1 == arguments.Length)
                {
                    throw new FormatException("unknown option, or one without a value: " + word);
                }
                _values[name] = arguments[++index];
            }
        }

        /// <summary>The words that are no options.</summary>
        public List<string> Words { get; } = new List<string>();

        /// <summary>An option's value; null if it is not given.</summary>
        public string? Text(string name) => _values.TryGetValue(name, out string? value) ? value : null;

        /// <summary>An option's value as a number, or the default.</summary>
        public double Number(string name, double otherwise)
        {
            string? value = Text(name);
            return value == null ? otherwise : Read(value);
        }

        /// <summary>The word at a place.</summary>
        /// <exception cref="FormatException">There is none.</exception>
        public string Word(int at) =>
            at < Words.Count ? Words[at] : throw new FormatException("a word is missing");

        /// <summary>The word at a place as a number.</summary>
        public double NumberAt(int at) => Read(Word(at));

        private static double Read(string text) =>
            double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}

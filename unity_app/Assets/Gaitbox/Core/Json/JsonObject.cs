#nullable enable
using System;
using System.Collections.Generic;
using System.Globalization;

namespace Gaitbox.Core
{
    /// <summary>
    /// The members of a JSON object. Values are null, bool, double, string, <see cref="JsonObject"/>
    /// or a list of these. What is missing or of another type reads as the default.
    /// </summary>
    internal sealed class JsonObject
    {
        private readonly Dictionary<string, object?> _members =
            new Dictionary<string, object?>(StringComparer.Ordinal);

        /// <summary>Number of members.</summary>
        public int Count => _members.Count;

        /// <summary>Adds a member.</summary>
        /// <returns>False if there is one of that name.</returns>
        public bool Add(string name, object? value)
        {
            return _members.TryAdd(name, value);
        }

        /// <summary>The value of a member as it is; null if it is missing.</summary>
        public object? Value(string name)
        {
            return _members.TryGetValue(name, out object? value) ? value : null;
        }

        /// <summary>A text, or the default.</summary>
        public string Text(string name, string otherwise = "")
        {
            return Value(name) as string ?? otherwise;
        }

        /// <summary>A text, or a number as text, or the default.</summary>
        public string Words(string name, string otherwise = "")
        {
            object? value = Value(name);
            if (value is double number)
            {
                return number.ToString("0.###", CultureInfo.InvariantCulture);
            }
            return value as string ?? otherwise;
        }

        /// <summary>A number; null if there is none.</summary>
        public double? Number(string name) => Value(name) as double?;

        /// <summary>A truth value, or the default.</summary>
        public bool Flag(string name, bool otherwise = false) => Value(name) as bool? ?? otherwise;

        /// <summary>An object; null if there is none.</summary>
        public JsonObject? Object(string name) => Value(name) as JsonObject;

        /// <summary>The objects of an array, without what else is in it; empty if there is none.</summary>
        public IReadOnlyList<JsonObject> Objects(string name) => Items<JsonObject>(name);

        /// <summary>The texts of an array, without what else is in it; empty if there is none.</summary>
        public IReadOnlyList<string> Texts(string name) => Items<string>(name);

        private IReadOnlyList<T> Items<T>(string name)
        {
            var found = new List<T>();
            if (Value(name) is List<object?> items)
            {
                foreach (object? item in items)
                {
                    if (item is T wanted)
                    {
                        found.Add(wanted);
                    }
                }
            }
            return found;
        }
    }
}

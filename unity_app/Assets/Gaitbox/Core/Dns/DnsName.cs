#nullable enable
using System;
using System.Collections.Generic;
using System.Text;

namespace Gaitbox.Core
{
    /// <summary>
    /// A domain name as labels: names of service instances may hold dots inside a label
    /// (RFC 6763, section 4.3). Compares without regard to the case of ASCII letters.
    /// </summary>
    internal sealed class DnsName : IEquatable<DnsName>
    {
        /// <summary>Longest label, bytes (RFC 1035, section 2.3.4).</summary>
        public const int MostLabelBytes = 63;

        /// <summary>Longest name with its lengths and its end, bytes (RFC 1035, section 2.3.4).</summary>
        public const int MostBytes = 255;

        /// <summary>The root.</summary>
        public static readonly DnsName Root = new DnsName(new string[0]);

        private readonly string _folded;

        /// <summary>A name of labels.</summary>
        public DnsName(IReadOnlyList<string> labels)
        {
            Labels = labels;
            _folded = Fold(labels);
        }

        /// <summary>The labels, without the empty one of the root.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>The name whose labels are separated by dots.</summary>
        public static DnsName Of(string dotted) => new DnsName(dotted.TrimEnd('.').Split('.'));

        /// <summary>Whether this is one label in front of <paramref name="parent"/>.</summary>
        public bool IsChildOf(DnsName parent)
        {
            return Labels.Count == parent.Labels.Count + 1
                && _folded.EndsWith("\0" + parent._folded, StringComparison.Ordinal);
        }

        /// <inheritdoc/>
        public bool Equals(DnsName? other) => other != null && _folded == other._folded;

        /// <inheritdoc/>
        public override bool Equals(object? other) => Equals(other as DnsName);

        /// <inheritdoc/>
        public override int GetHashCode() => _folded.GetHashCode();

        /// <summary>The labels with dots between them.</summary>
        public override string ToString() => string.Join(".", Labels);

        private static string Fold(IReadOnlyList<string> labels)
        {
            var folded = new StringBuilder();
            foreach (string label in labels)
            {
                if (folded.Length > 0)
                {
                    folded.Append('\0');
                }
                foreach (char unit in label)
                {
                    folded.Append(unit >= 'A' && unit <= 'Z' ? (char)(unit | 0x20) : unit);
                }
            }
            return folded.ToString();
        }
    }
}

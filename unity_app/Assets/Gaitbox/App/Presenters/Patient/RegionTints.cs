#nullable enable
using System.Collections.Generic;
using System.Text;
using Gaitbox.Core;

namespace Gaitbox.Presenters
{
    /// <summary>
    /// Which colour each part of the patient has: impaired regions by their scores, all others
    /// paled, so that nothing but the scores has a strong colour.
    /// </summary>
    public sealed class RegionTints
    {
        private const float PaleShare = 0.8f;

        private static readonly Rgb Pale = Rgb.FromSrgb(0xc3, 0xc9, 0xcc);

        private readonly Dictionary<string, double> _scores = new Dictionary<string, double>();

        /// <summary>The tints for a motion's regions.</summary>
        public RegionTints(IEnumerable<ImpairedRegion> regions)
        {
            foreach (ImpairedRegion region in regions)
            {
                if (region.Score >= Severity.Visible)
                {
                    _scores[RegionName(region.Region)] = region.Score;
                }
            }
        }

        /// <summary>Whether there is a region to light.</summary>
        public bool Any => _scores.Count > 0;

        /// <summary>The region that a material's name means: "Left Thigh.001" and "left_thigh" are one.</summary>
        public static string RegionName(string material)
        {
            var name = new StringBuilder(material.Length);
            int end = material.Length;
            int dot = material.LastIndexOf('.');
            if (dot >= 0 && dot + 1 < end && AllDigits(material, dot + 1))
            {
                end = dot;
            }
            for (int i = 0; i < end; i++)
            {
                char letter = char.ToLowerInvariant(material[i]);
                if (letter >= 'a' && letter <= 'z')
                {
                    name.Append(letter);
                }
                else if (name.Length == 0 || name[name.Length - 1] != '_')
                {
                    name.Append('_');
                }
            }
            return name.ToString();
        }

        /// <summary>Colour of a part.</summary>
        /// <param name="material">Name of its material.</param>
        /// <param name="own">Colour it came with.</param>
        /// <param name="lit">Whether regions are highlighted at all.</param>
        public Rgb Of(string material, Rgb own, bool lit)
        {
            if (!lit || !Any)
            {
                return own;
            }
            return _scores.TryGetValue(RegionName(material), out double score)
                ? Severity.Colour(score)
                : own.Towards(Pale, PaleShare);
        }

        private static bool AllDigits(string text, int from)
        {
            for (int i = from; i < text.Length; i++)
            {
                if (text[i] < '0' || text[i] > '9')
                {
                    return false;
                }
            }
            return true;
        }
    }
}

#nullable enable
using System;

namespace Gaitbox.Presenters
{
    /// <summary>A colour in linear light, each channel from 0 to 1.</summary>
    public readonly struct Rgb : IEquatable<Rgb>
    {
        /// <summary>A colour from its channels in linear light.</summary>
        public Rgb(float red, float green, float blue)
        {
            Red = red;
            Green = green;
            Blue = blue;
        }

        /// <summary>Red, linear.</summary>
        public float Red { get; }

        /// <summary>Green, linear.</summary>
        public float Green { get; }

        /// <summary>Blue, linear.</summary>
        public float Blue { get; }

        /// <summary>A colour from sRGB channels of 0 to 255 (IEC 61966-2-1).</summary>
        public static Rgb FromSrgb(double red, double green, double blue)
        {
            return new Rgb(Linear(red / 255), Linear(green / 255), Linear(blue / 255));
        }

        /// <summary>Part of the way from this colour to another, in linear light.</summary>
        public Rgb Towards(Rgb other, float share)
        {
            return new Rgb(
                Red + (other.Red - Red) * share,
                Green + (other.Green - Green) * share,
                Blue + (other.Blue - Blue) * share);
        }

        /// <inheritdoc/>
        public bool Equals(Rgb other) => (Red, Green, Blue).Equals((other.Red, other.Green, other.Blue));

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Rgb other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => (Red, Green, Blue).GetHashCode();

        private static float Linear(double value)
        {
            return (float)(value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4));
        }
    }
}

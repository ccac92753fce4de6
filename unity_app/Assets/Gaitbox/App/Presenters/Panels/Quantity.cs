#nullable enable
using System;
using System.Globalization;

namespace Gaitbox.Presenters
{
    /// <summary>Numbers as a therapist writes them: the rules of the page on the laptop.</summary>
    public static class Quantity
    {
        /// <summary>A value with its unit; a dash where there is none.</summary>
        /// <param name="value">The value; null where the motion does not show it.</param>
        /// <param name="unit">Unit as the server names it; may be empty.</param>
        public static string Text(double? value, string unit)
        {
            if (value is not double number || double.IsNaN(number) || double.IsInfinity(number))
            {
                return "–";
            }
            if (unit == "m")
            {
                return With(Number(number * 100, 1), "cm");
            }
            string shown = Shown(unit);
            return With(Number(number, Digits(shown)), shown);
        }

        /// <summary>A requirement in words; one that ends in a number takes the unit.</summary>
        public static string Requested(string requirement, string unit)
        {
            bool number = requirement.Length > 0 && char.IsDigit(requirement[requirement.Length - 1]);
            string text = number ? With(requirement, unit == "m" ? "m" : Shown(unit)) : requirement;
            return text.Replace(" degrees", "°").Replace(" deg", "°");
        }

        private static string Shown(string unit)
        {
            switch (unit)
            {
                case "deg":
                case "degrees":
                    return "°";
                case "1/min":
                    return "steps/min";
                case "ratio":
                case "1":
                    return "";
                default:
                    return unit;
            }
        }

        private static int Digits(string shown)
        {
            switch (shown)
            {
                case "%":
                case "mm":
                case "steps/min":
                    return 0;
                case "°":
                case "cm":
                    return 1;
                default:
                    return 2;
            }
        }

        private static string Number(double value, int digits)
        {
            double rounded = Math.Round(value, digits, MidpointRounding.AwayFromZero);
            string text = Math.Abs(rounded).ToString("F" + digits, CultureInfo.InvariantCulture);
            return rounded < 0 ? "−" + text : text;
        }

        private static string With(string number, string unit)
        {
            bool close = unit == "°" || unit == "%";
            return unit.Length == 0 ? number : close ? number + unit : number + " " + unit;
        }
    }
}

#nullable enable
using System.Collections.Generic;

namespace Gaitbox.Core
{
    /// <summary>What to try when no laptop is found: the usual causes, the likeliest first.</summary>
    internal static class Advice
    {
        /// <summary>Nothing was found.</summary>
        public const string NothingFound = "No laptop with Gaitbox was found in this network.";

        /// <summary>The ways round a network that hides the laptop.</summary>
        public static readonly IReadOnlyList<string> Remedies = new[]
        {
            "On the laptop, turn on headset mode, and see that both are in the same Wi-Fi.",
            "Scan the QR code on the laptop's screen, or type the address beside it.",
            "If the Wi-Fi keeps devices apart, join the laptop's own hotspot with the headset.",
            "With a USB cable: adb reverse tcp:8771 tcp:8771 on the laptop, then the address 127.0.0.1.",
        };

        /// <summary>A laptop that is known does not answer.</summary>
        public static string Silent(string name) => name + " does not answer.";

        /// <summary>A connection ended.</summary>
        public static string Lost(string name) =>
            "The connection to " + name + " is lost. It is tried again.";
    }
}

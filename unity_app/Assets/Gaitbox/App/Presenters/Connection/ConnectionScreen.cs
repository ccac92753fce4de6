#nullable enable
using System.Collections.Generic;
using Gaitbox.Core;

namespace Gaitbox.Presenters
{
    /// <summary>What the connection panel shows for a state of the way to a laptop.</summary>
    public sealed class ConnectionScreen
    {
        /// <summary>The screen of a view.</summary>
        /// <param name="view">What the flow says.</param>
        /// <param name="most">Most laptops that there is room for.</param>
        /// <param name="scan">The scan of a code; null where there is none.</param>
        public ConnectionScreen(ConnectionView view, int most, CodeScan? scan = null)
        {
            bool scanning = scan != null && scan.Scanning;
            Title = scanning ? "Scan the code" : TitleOf(view);
            Text = scan != null && scan.Text.Length > 0 ? scan.Text : TextOf(view);
            // Once connected, the panel is not in the way; a lost connection has to be seen.
            Visible = view.Step != ConnectionStep.Connected && view.Step != ConnectionStep.Idle;
            AsksCode = view.Step == ConnectionStep.AskingCode && !scanning;
            Busy = view.Step == ConnectionStep.Searching
                || view.Step == ConnectionStep.Pairing
                || view.Step == ConnectionStep.Connecting;
            bool choosing = !scanning && (view.Step == ConnectionStep.Choosing
                || view.Step == ConnectionStep.Advice || view.Step == ConnectionStep.Searching);
            Laptops = choosing ? LaptopsOf(view.Servers, most) : new FoundServer[0];
            OffersAddress = choosing;
            OffersScan = scan != null && !scanning && CanScan(view.Step);
            OffersCancel = scanning;
            OffersSearch = view.Step != ConnectionStep.Searching && !scanning;
            OffersForget = view.Step == ConnectionStep.Lost || view.Step == ConnectionStep.Connecting;
        }

        /// <summary>Whether the panel is there at all.</summary>
        public bool Visible { get; }

        /// <summary>Heading.</summary>
        public string Title { get; }

        /// <summary>What to tell the user, and what can be done; lines.</summary>
        public string Text { get; }

        /// <summary>Whether something is under way.</summary>
        public bool Busy { get; }

        /// <summary>Laptops to choose from.</summary>
        public IReadOnlyList<FoundServer> Laptops { get; }

        /// <summary>Whether the keypad for the code is there.</summary>
        public bool AsksCode { get; }

        /// <summary>Whether an address can be typed.</summary>
        public bool OffersAddress { get; }

        /// <summary>Whether "Scan the code" is there.</summary>
        public bool OffersScan { get; }

        /// <summary>Whether "Cancel" is there, in the scan's place.</summary>
        public bool OffersCancel { get; }

        /// <summary>Whether "Search again" is there.</summary>
        public bool OffersSearch { get; }

        /// <summary>Whether "Forget this laptop" is there.</summary>
        public bool OffersForget { get; }

        /// <summary>What the button of a laptop says: its name and where it is.</summary>
        public static string Label(FoundServer server)
        {
            return server.Name + "\n" + server.Address;
        }

        /// <summary>Whether a code is of use: it pairs, whatever was found or chosen.</summary>
        public static bool CanScan(ConnectionStep step)
        {
            return step == ConnectionStep.Searching || step == ConnectionStep.Choosing
                || step == ConnectionStep.Advice || step == ConnectionStep.AskingCode;
        }

        private static string TitleOf(ConnectionView view)
        {
            switch (view.Step)
            {
                case ConnectionStep.Choosing:
                    return "Which laptop?";
                case ConnectionStep.AskingCode:
                    return "Code of " + Name(view);
                case ConnectionStep.Pairing:
                case ConnectionStep.Connecting:
                    return "Connecting to " + Name(view);
                case ConnectionStep.Lost:
                    return "Connection to " + Name(view) + " lost";
                case ConnectionStep.Advice:
                    return "No laptop found";
                default:
                    return "Looking for laptops";
            }
        }

        private static string TextOf(ConnectionView view)
        {
            string lines = string.Join("\n", view.Remedies);
            if (view.Sentence.Length == 0)
            {
                return lines.Length == 0 ? Hint(view.Step) : lines;
            }
            return lines.Length == 0 ? view.Sentence : view.Sentence + "\n" + lines;
        }

        private static string Hint(ConnectionStep step)
        {
            switch (step)
            {
                case ConnectionStep.AskingCode:
                    return "Type the six digits that the laptop shows under \"Headset mode\", or scan its QR code.";
                case ConnectionStep.Lost:
                    return "Trying again.";
                case ConnectionStep.Searching:
                    return "Switch on \"Headset mode\" on the laptop.";
                default:
                    return "";
            }
        }

        private static string Name(ConnectionView view)
        {
            return view.ServerName.Length == 0 ? "the laptop" : view.ServerName;
        }

        private static IReadOnlyList<FoundServer> LaptopsOf(IReadOnlyList<FoundServer> all, int most)
        {
            var shown = new List<FoundServer>();
            for (int i = 0; i < all.Count && i < most; i++)
            {
                shown.Add(all[i]);
            }
            return shown;
        }
    }
}

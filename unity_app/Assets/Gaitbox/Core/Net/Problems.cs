#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>The sentences for what can happen on the way to a server.</summary>
    internal static class Problems
    {
        /// <summary>Nobody answers there.</summary>
        public static GaitboxException Unreachable(Exception? cause = null)
        {
            return new GaitboxException(
                "The laptop does not answer.",
                "See that headset mode is on there, and that both are in the same Wi-Fi.",
                Failure.Unreachable,
                cause);
        }

        /// <summary>The connection ended in the middle of an answer.</summary>
        public static GaitboxException Broken(Exception? cause = null)
        {
            return new GaitboxException(
                "The connection to the laptop broke.",
                "Try again; what was made is in the laptop's library.",
                Failure.Unreachable,
                cause);
        }

        /// <summary>The answer did not come in time.</summary>
        public static GaitboxException TimedOut()
        {
            return new GaitboxException(
                "The laptop takes too long to answer.",
                "Try again in a moment.",
                Failure.TimedOut);
        }

        /// <summary>Another key than the one that was paired.</summary>
        public static GaitboxException WrongServer()
        {
            return new GaitboxException(
                "What answers at this address is not the laptop that this headset knows.",
                "Pair again only if the code comes from the laptop's own screen.",
                Failure.WrongServer);
        }

        /// <summary>The server does not know this headset any more.</summary>
        public static GaitboxException NotPaired()
        {
            return new GaitboxException(
                "The laptop no longer knows this headset.",
                "Pair it again with the code that the laptop shows.",
                Failure.NotPaired);
        }

        /// <summary>The server said something that this app cannot read.</summary>
        public static GaitboxException Protocol(Exception? cause = null)
        {
            return new GaitboxException(
                "The laptop's answer cannot be read.",
                "See that the app and Gaitbox on the laptop are of the same version.",
                Failure.Protocol,
                cause);
        }
    }
}

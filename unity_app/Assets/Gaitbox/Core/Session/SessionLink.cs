#nullable enable
namespace Gaitbox.Core
{
    /// <summary>How the live session is connected.</summary>
    public enum SessionLink
    {
        /// <summary>Not started, or stopped by this app.</summary>
        Off,

        /// <summary>The first connection is being made.</summary>
        Connecting,

        /// <summary>It follows.</summary>
        Live,

        /// <summary>The connection was lost; it tries again by itself.</summary>
        Lost,

        /// <summary>The laptop no longer knows this headset; it does not try again.</summary>
        Revoked,
    }
}

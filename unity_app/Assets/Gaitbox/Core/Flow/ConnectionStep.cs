#nullable enable
namespace Gaitbox.Core
{
    /// <summary>Where the app is on its way to a laptop.</summary>
    public enum ConnectionStep
    {
        /// <summary>Not started.</summary>
        Idle,

        /// <summary>Looking for laptops: the remembered one first, then all on the network.</summary>
        Searching,

        /// <summary>Laptops were found; the user chooses one.</summary>
        Choosing,

        /// <summary>The user types the code that the chosen laptop shows.</summary>
        AskingCode,

        /// <summary>The code or the QR code's secret is being proven.</summary>
        Pairing,

        /// <summary>A paired laptop is being connected to.</summary>
        Connecting,

        /// <summary>Connected; client and session can be used.</summary>
        Connected,

        /// <summary>The connection was lost; it tries again by itself.</summary>
        Lost,

        /// <summary>Nothing was found: a sentence and what to do; the search goes on behind it.</summary>
        Advice,
    }
}

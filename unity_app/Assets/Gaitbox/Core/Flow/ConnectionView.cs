#nullable enable
using System.Collections.Generic;

namespace Gaitbox.Core
{
    /// <summary>All that a connection screen shows; a new one at every change.</summary>
    /// <param name="Step">Where the app is.</param>
    /// <param name="Servers">Laptops that were found, in the order in which they answered.</param>
    /// <param name="ServerName">The laptop that it is about; empty where it is about none.</param>
    /// <param name="Sentence">What to tell the user; may be empty.</param>
    /// <param name="Remedies">What the user can do, a sentence each; may be empty.</param>
    public sealed record ConnectionView(
        ConnectionStep Step,
        IReadOnlyList<FoundServer> Servers,
        string ServerName,
        string Sentence,
        IReadOnlyList<string> Remedies)
    {
        /// <summary>All remedies as one text, a line each.</summary>
        public string Remedy => string.Join("\n", Remedies);
    }
}

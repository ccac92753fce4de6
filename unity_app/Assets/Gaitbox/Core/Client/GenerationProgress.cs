#nullable enable
namespace Gaitbox.Core
{
    /// <summary>How far a request is.</summary>
    /// <param name="Stage">Stage of the work, such as "tokens"; for code, not for users.</param>
    /// <param name="Fraction">Share of the whole, 0 to 1.</param>
    /// <param name="EtaSeconds">Seconds left; null while that cannot be told.</param>
    /// <param name="Message">What is being done, for the user.</param>
    public sealed record GenerationProgress(
        string Stage,
        double Fraction,
        double? EtaSeconds,
        string Message);
}

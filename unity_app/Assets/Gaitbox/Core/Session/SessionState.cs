#nullable enable
namespace Gaitbox.Core
{
    /// <summary>What the teacher shows (PROTOCOL.md, "Live session").</summary>
    /// <param name="Seq">Number of the change; counts without gaps.</param>
    /// <param name="Motion">Id of the motion; null for none.</param>
    /// <param name="Playing">Whether it runs.</param>
    /// <param name="Position">Position in the motion at <paramref name="At"/>, s.</param>
    /// <param name="At">Moment on the server's clock, ms.</param>
    /// <param name="Speed">1 is the speed of the motion.</param>
    /// <param name="Loop">Whether it starts again at its end.</param>
    /// <param name="Highlight">Whether impaired regions are lit.</param>
    /// <param name="Travelling">Whether the patient moves through the room; walks in place otherwise.</param>
    public sealed record SessionState(
        long Seq,
        string? Motion,
        bool Playing,
        double Position,
        double At,
        double Speed,
        bool Loop,
        bool Highlight,
        bool Travelling);
}

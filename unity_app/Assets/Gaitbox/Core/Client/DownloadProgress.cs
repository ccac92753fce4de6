#nullable enable
namespace Gaitbox.Core
{
    /// <summary>How much of a file is there.</summary>
    /// <param name="Bytes">Bytes received.</param>
    /// <param name="TotalBytes">Bytes of the whole file; null where the server did not say.</param>
    public sealed record DownloadProgress(long Bytes, long? TotalBytes);
}

namespace System.Runtime.CompilerServices
{
    /// <summary>
    /// What the compiler needs for <c>init</c> and records (C# 9); .NET Standard 2.1 lacks it.
    /// </summary>
    internal static class IsExternalInit
    {
    }
}

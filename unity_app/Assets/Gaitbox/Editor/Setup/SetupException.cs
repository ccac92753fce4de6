#nullable enable
using System;

namespace Gaitbox.Editor
{
    /// <summary>The project cannot be set up or built; the message says why and what to do.</summary>
    internal sealed class SetupException : Exception
    {
        public SetupException(string message)
            : base(message)
        {
        }
    }
}

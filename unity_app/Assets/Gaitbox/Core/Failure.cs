#nullable enable
namespace Gaitbox.Core
{
    /// <summary>What kind of thing went wrong, for code that has to decide what to do next.</summary>
    public enum Failure
    {
        /// <summary>None of the others.</summary>
        Other,

        /// <summary>The request cannot be met as it was written.</summary>
        BadInput,

        /// <summary>No answer at all: wrong address, laptop off, or the network blocks it.</summary>
        Unreachable,

        /// <summary>The answer took too long.</summary>
        TimedOut,

        /// <summary>The key seen on the connection is not the one that was paired.</summary>
        WrongServer,

        /// <summary>The laptop shows no pairing code at the moment (409).</summary>
        NoCode,

        /// <summary>The code was wrong (403).</summary>
        WrongCode,

        /// <summary>The code or the attempt is no longer valid (410).</summary>
        Expired,

        /// <summary>Too many wrong tries (429).</summary>
        Locked,

        /// <summary>The laptop no longer knows this headset (401).</summary>
        NotPaired,

        /// <summary>There is no such motion, file or job (404).</summary>
        NotFound,

        /// <summary>The answer was not what the protocol promises.</summary>
        Protocol,
    }
}

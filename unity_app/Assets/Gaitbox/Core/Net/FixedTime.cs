#nullable enable
using System.Security.Cryptography;
using System.Text;

namespace Gaitbox.Core
{
    /// <summary>Compares secrets in a time that does not tell where they differ.</summary>
    internal static class FixedTime
    {
        /// <summary>Whether two texts of ASCII are the same.</summary>
        public static bool AreSame(string left, string right)
        {
            byte[] one = Encoding.UTF8.GetBytes(left);
            byte[] other = Encoding.UTF8.GetBytes(right);
            return CryptographicOperations.FixedTimeEquals(one, other);
        }
    }
}

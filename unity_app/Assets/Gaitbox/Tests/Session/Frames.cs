#nullable enable
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Gaitbox.Core.Tests
{
    /// <summary>Frames as a server writes them, right and wrong.</summary>
    internal static class Frames
    {
        /// <summary>A whole text.</summary>
        public static byte[] Text(string text) => Frame(0x81, Encoding.UTF8.GetBytes(text));

        /// <summary>A close frame.</summary>
        public static byte[] Close(int code) => Frame(0x88, new[] { (byte)(code >> 8), (byte)code });

        /// <summary>A frame with a first byte and data.</summary>
        public static byte[] Frame(int first, byte[] data)
        {
            var frame = new List<byte> { (byte)first };
            if (data.Length < 126)
            {
                frame.Add((byte)data.Length);
            }
            else
            {
                frame.AddRange(new[] { (byte)126, (byte)(data.Length >> 8), (byte)data.Length });
            }
            frame.AddRange(data);
            return frame.ToArray();
        }

        /// <summary>Several frames.</summary>
        public static byte[] Join(params byte[][] frames) => frames.SelectMany(frame => frame).ToArray();
    }
}

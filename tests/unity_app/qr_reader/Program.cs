#nullable enable
using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using Gaitbox.Core;

namespace Gaitbox.QrProgram
{
    /// <summary>
    /// Reads the QR codes in a file of images: for each the width and the height as 32-bit
    /// integers, little-endian, then the luminance. Prints a line for each: milliseconds, a tab,
    /// and the text's UTF-8 in Base64, or "-" where there is none.
    /// </summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            var reader = new QrReader();
            using (FileStream file = File.OpenRead(arguments[0]))
            using (var images = new BinaryReader(file))
            {
                while (file.Position < file.Length)
                {
                    int width = images.ReadInt32();
                    int height = images.ReadInt32();
                    byte[] pixels = images.ReadBytes(width * height);
                    Stopwatch watch = Stopwatch.StartNew();
                    string? text = reader.Read(pixels, width, height, width);
                    string said = text == null ? "-" : Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
                    Console.WriteLine(watch.Elapsed.TotalMilliseconds.ToString("0.0") + "\t" + said);
                }
            }
            return 0;
        }
    }
}

#nullable enable
using System;
using System.Globalization;

namespace Gaitbox.Presenters
{
    /// <summary>
    /// Words of the playback bar. Times are made once for a motion, so that showing them every
    /// frame makes no garbage.
    /// </summary>
    public sealed class PlaybackLabels
    {
        private const int PerSecond = 10;

        private string[] _times = { "" };

        /// <summary>Makes the labels of a motion of a length, s.</summary>
        public void Prepare(double durationSeconds)
        {
            var times = new string[(int)Math.Round(durationSeconds * PerSecond) + 1];
            for (int i = 0; i < times.Length; i++)
            {
                times[i] = string.Format(
                    CultureInfo.InvariantCulture,
                    "{0:0.0} of {1:0.0} s",
                    (double)i / PerSecond,
                    durationSeconds);
            }
            _times = times;
        }

        /// <summary>The label of a position, s; the same object while its tenth lasts.</summary>
        public string Time(double seconds)
        {
            int index = (int)Math.Floor(seconds * PerSecond + 1e-6);
            return _times[Math.Min(Math.Max(index, 0), _times.Length - 1)];
        }

        /// <summary>The label of a speed.</summary>
        public static string Speed(double speed)
        {
            return speed == 1 ? "Speed 1×" : speed == 0.5 ? "Speed ½×" : speed == 0.25 ? "Speed ¼×"
                : "Speed " + speed.ToString("0.##", CultureInfo.InvariantCulture) + "×";
        }
    }
}

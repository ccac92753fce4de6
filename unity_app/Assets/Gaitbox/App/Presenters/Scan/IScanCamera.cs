#nullable enable
namespace Gaitbox.Presenters
{
    /// <summary>How far a camera is.</summary>
    public enum ScanCameraState
    {
        /// <summary>Not in use.</summary>
        Off,

        /// <summary>The user is asked whether the app may use it.</summary>
        Asking,

        /// <summary>It was told to begin and has shown nothing yet.</summary>
        Starting,

        /// <summary>It delivers pictures.</summary>
        Running,

        /// <summary>The user does not want it.</summary>
        Denied,

        /// <summary>There is none for apps.</summary>
        Missing,
    }

    /// <summary>The camera that codes are scanned with. All but <see cref="Picture"/> on the app's thread.</summary>
    public interface IScanCamera
    {
        /// <summary>How far it is.</summary>
        ScanCameraState State { get; }

        /// <summary>Asks for it, if need be, and begins.</summary>
        void Begin();

        /// <summary>Switches it off.</summary>
        void End();

        /// <summary>Keeps the newest picture for <see cref="Picture"/>, if there is a new one.</summary>
        bool TryTake();

        /// <summary>The picture that was kept last; on any thread, while none is taken.</summary>
        ScanPicture Picture();
    }

    /// <summary>A camera's picture as luminance.</summary>
    public readonly struct ScanPicture
    {
        /// <summary>A picture.</summary>
        /// <param name="luminance">Brightness, 0 black, row by row without gaps.</param>
        /// <param name="width">Columns.</param>
        /// <param name="height">Rows.</param>
        public ScanPicture(byte[] luminance, int width, int height)
        {
            Luminance = luminance;
            Width = width;
            Height = height;
        }

        /// <summary>Brightness, 0 black, row by row without gaps.</summary>
        public byte[] Luminance { get; }

        /// <summary>Columns.</summary>
        public int Width { get; }

        /// <summary>Rows.</summary>
        public int Height { get; }
    }
}

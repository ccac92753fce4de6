#nullable enable
using System;
using System.Threading.Tasks;
using Gaitbox.Core;

namespace Gaitbox.Presenters
{
    /// <summary>
    /// Scanning the QR code on the laptop's screen: a few pictures a second are read off the app's
    /// thread until one shows a pairing link. The camera is on for half a minute at most, and
    /// pictures are kept nowhere.
    /// </summary>
    public sealed class CodeScan : IDisposable
    {
        /// <summary>How long the camera is on, in milliseconds.</summary>
        public const double MostMs = 30_000;

        /// <summary>From one picture to the next, in milliseconds.</summary>
        public const double PictureMs = 250;

        /// <summary>How long a camera may take to show something, in milliseconds.</summary>
        public const double StartMs = 10_000;

        private const string Remedy = "type the six digits that the laptop shows.";

        private readonly IScanCamera _camera;
        private readonly ITimeSource _time;
        private readonly EventPump _pump;
        private readonly Action<Action> _background;
        private readonly QrReader _reader = new QrReader();

        /// <summary>Tells the results of this scan from those of one before.</summary>
        private int _scan;
        private ScanCameraState _seen;
        private double _since;
        private double _lastMs;
        private bool _reading;

        /// <summary>A scan that waits to be begun.</summary>
        /// <param name="camera">The camera.</param>
        /// <param name="time">The time.</param>
        /// <param name="pump">Brings results back to the app's thread.</param>
        /// <param name="background">Does work off the app's thread; the thread pool if null.</param>
        public CodeScan(
            IScanCamera camera, ITimeSource time, EventPump pump, Action<Action>? background = null)
        {
            _camera = camera;
            _time = time;
            _pump = pump;
            _background = background ?? (work => Task.Run(work));
        }

        /// <summary>What to show changed.</summary>
        public event Action? Changed;

        /// <summary>A pairing link was read; the scan is over.</summary>
        public event Action<string>? Found;

        /// <summary>Whether the camera is in use.</summary>
        public bool Scanning { get; private set; }

        /// <summary>What to tell the user; empty if there is nothing.</summary>
        public string Text { get; private set; } = "";

        /// <summary>Begins.</summary>
        public void Begin()
        {
            if (Scanning)
            {
                return;
            }
            Scanning = true;
            _scan++;
            _lastMs = double.NegativeInfinity;
            _camera.Begin();
            Watch(_camera.State);
        }

        /// <summary>Ends, and says nothing any more.</summary>
        public void Cancel() => End("");

        /// <summary>Looks at the camera; called every frame.</summary>
        public void Update()
        {
            if (!Scanning)
            {
                return;
            }
            if (_camera.State != _seen)
            {
                Watch(_camera.State);
            }
            double now = _time.NowMs;
            switch (_seen)
            {
                case ScanCameraState.Denied:
                    End("The app may not use the headset's cameras: allow it in the headset's settings, or " + Remedy);
                    break;
                case ScanCameraState.Starting when now - _since > StartMs:
                case ScanCameraState.Missing:
                    End("The headset lets no app see through its cameras: " + Remedy);
                    break;
                case ScanCameraState.Off:
                    // The headset was taken off.
                    Cancel();
                    break;
                case ScanCameraState.Running when now - _since > MostMs:
                    End("No code was seen: hold your head still, half a metre from the screen, or " + Remedy);
                    break;
                case ScanCameraState.Running when now - _lastMs >= PictureMs && !_reading && _camera.TryTake():
                    _lastMs = now;
                    Read();
                    break;
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Changed = null;
            Found = null;
            Cancel();
        }

        private void Watch(ScanCameraState state)
        {
            _seen = state;
            _since = _time.NowMs;
            Say(state == ScanCameraState.Asking
                ? "Allow the app to use the headset's cameras."
                : "Look at the QR code on the laptop's screen, from half a metre.");
        }

        private void Read()
        {
            _reading = true;
            int scan = _scan;
            _background(() =>
            {
                string? text = null;
                try
                {
                    ScanPicture picture = _camera.Picture();
                    text = _reader.Read(picture.Luminance, picture.Width, picture.Height, picture.Width);
                }
                finally
                {
                    // Whatever happens, the next picture is read.
                    _pump.Post(() => Take(scan, text));
                }
            });
        }

        private void Take(int scan, string? text)
        {
            _reading = false;
            if (!Scanning || scan != _scan || text == null)
            {
                return;
            }
            if (!IsLink(text))
            {
                Say("This QR code is another one: look at the one under \"Headset mode\" on the laptop.");
                return;
            }
            End("");
            Found?.Invoke(text);
        }

        private static bool IsLink(string text)
        {
            try
            {
                return ServerAddress.Parse(text).Secret != null;
            }
            catch (GaitboxException)
            {
                return false;
            }
        }

        private void End(string text)
        {
            if (Scanning)
            {
                Scanning = false;
                _camera.End();
            }
            Say(text);
        }

        private void Say(string text)
        {
            Text = text;
            Changed?.Invoke();
        }
    }
}

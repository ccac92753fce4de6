#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Gaitbox.Core;
using Gaitbox.Presenters;
using UnityEngine;

namespace Gaitbox.App
{
    /// <summary>
    /// The app: ties the way to a laptop, the session and the prompts to what is seen in the room.
    /// All decisions are in Gaitbox.Core and Gaitbox.Presenters.
    /// </summary>
    public sealed class GaitboxApp : MonoBehaviour
    {
        private readonly EventPump _pump = new EventPump();
        private readonly Playback _playback = new Playback(SystemTime.Instance);
        private readonly PlaybackLabels _labels = new PlaybackLabels();
        private readonly PromptScreen _prompts = new PromptScreen();
        private readonly SystemKeyboard _keyboard = new SystemKeyboard();
        private readonly Newest _making = new Newest();
        private readonly Newest _loading = new Newest();
        private readonly Recentring _recentring = new Recentring();
        private readonly List<HandPointer> _hands = new List<HandPointer>();
#if UNITY_EDITOR || !UNITY_ANDROID
        private const float NoHeadSeconds = 3;

        private MousePointer _mouse = null!;
#endif
        private Room _room = null!;
        private PatientStand _stand = null!;
        private ConnectionFlow _flow = null!;
        private CodeScan _scan = null!;
        private AppPanels _panels = null!;
        private SessionFollower? _session;
        private string? _wanted;
        private bool _placed;

        private void Awake()
        {
            DontDestroyOnLoad(gameObject);
            _room = Room.Build();
            _stand = new PatientStand(_room);
            var remembered = new RememberedServers(new PlayerPrefsStore());
            _flow = new ConnectionFlow(remembered, _pump, DeviceName());
            _scan = new CodeScan(gameObject.AddComponent<HeadsetCamera>(), SystemTime.Instance, _pump);
            var prompt = new PromptPanel(_prompts, _keyboard, Make, Bring, _stand.Turn, LeaveLaptop);
            _panels = new AppPanels(
                new ConnectionPanel(_flow, _keyboard, _scan),
                prompt,
                new ChecksPanel(),
                new PlaybackPanel(_playback, _labels));
            _hands.Add(new HandPointer("LeftHand", _room.TrackingSpace, _panels.All));
            _hands.Add(new HandPointer("RightHand", _room.TrackingSpace, _panels.All));
#if UNITY_EDITOR || !UNITY_ANDROID
            _mouse = new MousePointer(_room.Camera, _panels.All);
#endif
            _flow.Changed += FollowLaptop;
        }

        private void Start()
        {
            _flow.Start();
        }

        private void Update()
        {
            _pump.Drain();
            FollowHead();
            for (int i = 0; i < _hands.Count; i++)
            {
                _hands[i].Update();
            }
#if UNITY_EDITOR || !UNITY_ANDROID
            _mouse.Update();
#endif
            _keyboard.Update();
            _scan.Update();
            LoadWanted();
            _stand.Show(_playback);
            _panels.Refresh();
        }

        private void OnDestroy()
        {
            _making.Dispose();
            _loading.Dispose();
            _scan.Dispose();
            _flow.Dispose();
            _keyboard.Dispose();
            _recentring.Dispose();
            foreach (HandPointer hand in _hands)
            {
                hand.Dispose();
            }
        }

        // "Oculus Quest 3" tells the laptop's user more than a name the headset was given at the factory.
        private static string DeviceName()
        {
            string model = SystemInfo.deviceModel;
            return string.IsNullOrEmpty(model) ? "Headset" : model;
        }

        private void FollowHead()
        {
            bool recentred = _recentring.Take();
#if UNITY_EDITOR || !UNITY_ANDROID
            // Without a headset the head's pose never comes.
            if (!_room.HeadKnown && Time.timeSinceLevelLoad > NoHeadSeconds)
            {
                _room.StandIn();
            }
#endif
            if (!_placed && _room.HeadKnown)
            {
                _placed = true;
                Bring();
            }
            else if (recentred)
            {
                // The panels come along; the patient stays where it is in the room.
                _panels.Put(_room.Camera.transform, _stand.Place.position);
            }
        }

        private void Bring()
        {
            _stand.Bring();
            _panels.Put(_room.Camera.transform, _stand.Place.position);
        }

        private void LeaveLaptop()
        {
            _making.Dispose();
            _prompts.Done();
            _flow.SearchAgain();
        }

        private void FollowLaptop(ConnectionView view)
        {
            _panels.Connected(view.Step == ConnectionStep.Connected);
            if (ReferenceEquals(_session, _flow.Session))
            {
                return;
            }
            _session = _flow.Session;
            _playback.SetTeacher(_session == null ? null : new SessionTeacher(_session));
            // Ids of another laptop's motions mean nothing here.
            _wanted = null;
        }

        private void LoadWanted()
        {
            string? motion = _playback.Motion;
            GaitboxClient? client = _flow.Client;
            if (motion != null && client != null && motion != _wanted)
            {
                _wanted = motion;
                Load(client, motion, _loading.Begin());
            }
        }

        private async void Load(GaitboxClient client, string id, CancellationToken ct)
        {
            try
            {
                Motion motion = await client.GetAsync(id, ct);
                byte[] glb = await client.DownloadAsync(id, MotionFile.Glb, null, ct);
                PatientBody body = await PatientBody.LoadAsync(glb, _stand.Place, ct);
                if (ct.IsCancellationRequested)
                {
                    body.Dispose();
                    return;
                }
                _labels.Prepare(body.Duration);
                _stand.Show(body, new RegionTints(motion.Regions));
                _playback.Loaded(body.Duration);
                _panels.Show(motion);
            }
            catch (Exception error)
            {
                Tell(error);
            }
        }

        private async void Make(string text)
        {
            GaitboxClient? client = _flow.Client;
            if (client == null || !_prompts.Take(text))
            {
                return;
            }
            CancellationToken ct = _making.Begin();
            _prompts.Begin();
            try
            {
                Motion motion = await MakeAsync(client, _prompts.Prompt, ct);
                _prompts.Done();
                _playback.Show(motion.Id);
            }
            catch (Exception error)
            {
                Tell(error);
            }
        }

        private Task<Motion> MakeAsync(GaitboxClient client, string prompt, CancellationToken ct)
        {
            var progress = new PumpedProgress<GenerationProgress>(_pump, _prompts.Report);
            return client.GenerateAsync(prompt, null, progress, ct);
        }

        private void Tell(Exception error)
        {
            if (error is OperationCanceledException)
            {
                return;
            }
            if (error is GaitboxException known)
            {
                _prompts.Fail(known);
                return;
            }
            Debug.LogException(error);
            _prompts.Fail(new GaitboxException("Something unexpected went wrong.", "Try once more."));
        }
    }
}

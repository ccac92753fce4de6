#nullable enable
using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;

namespace Gaitbox.Core.Tests
{
    /// <summary>
    /// A laptop that lets a headset in: answers <c>/devices/me</c>, and the live session with
    /// welcome, pongs and whatever a test has it say.
    /// </summary>
    internal sealed class FakeLaptop : IDisposable
    {
        private readonly ConcurrentBag<FakeRequest> _sessions = new ConcurrentBag<FakeRequest>();

        /// <summary>A laptop that listens at once.</summary>
        public FakeLaptop()
        {
            Server = new FakeServer(AnswerAsync);
        }

        /// <summary>Its sockets.</summary>
        public FakeServer Server { get; }

        /// <summary>The server's clock, ms ahead of this machine's.</summary>
        public double AheadMs { get; set; } = 1000000;

        /// <summary>The state that newcomers get.</summary>
        public string State { get; set; } = StateOf(1);

        /// <summary>Whether the headset is known.</summary>
        public bool Knows { get; set; } = true;

        /// <summary>Whether pings are answered.</summary>
        public bool Pongs { get; set; } = true;

        /// <summary>Sessions that were welcomed so far.</summary>
        public int Welcomed { get; private set; }

        /// <summary>A state as JSON.</summary>
        public static string StateOf(
            long seq, string motion = "\"m1\"", bool playing = false, double position = 0, double at = 0)
        {
            return "{\"seq\": " + seq + ", \"motion\": " + motion + ", \"playing\": " + (playing ? "true" : "false")
                + ", \"position\": " + position.ToString("R") + ", \"at\": " + at.ToString("R")
                + ", \"speed\": 1, \"loop\": true, \"highlight\": false, \"travel\": \"travelling\"}";
        }

        /// <summary>Says something to all that are connected.</summary>
        public void Say(string json) => Send(Frames.Text(json));

        /// <summary>Says a state to all.</summary>
        public void SayState(long seq, string motion = "\"m1\"") =>
            Say("{\"type\": \"state\", \"state\": " + StateOf(seq, motion) + "}");

        /// <summary>Says goodbye to all, and closes.</summary>
        public void SayBye(string reason, int code) =>
            Send(Frames.Join(Frames.Text("{\"type\": \"bye\", \"reason\": \"" + reason + "\"}"), Frames.Close(code)));

        /// <summary>Sends a frame to all.</summary>
        public void Send(byte[] frame)
        {
            foreach (FakeRequest session in _sessions)
            {
                try
                {
                    session.Stream.Write(frame, 0, frame.Length);
                }
                catch (Exception error) when (HttpDoor.IsOfConnection(error))
                {
                    // That one is gone.
                }
            }
        }

        /// <inheritdoc/>
        public void Dispose() => Server.Dispose();

        private Task AnswerAsync(FakeRequest request)
        {
            bool known = Knows && request.Headers.TryGetValue("Authorization", out string? token)
                && token == "Bearer " + Server.Paired.Token;
            if (!known)
            {
                return request.JsonAsync(401, "{\"detail\": \"Not paired.\"}");
            }
            return request.Line == "GET /session"
                ? SessionAsync(request)
                : request.JsonAsync(200, "{\"role\": \"headset\"}");
        }

        private async Task SessionAsync(FakeRequest request)
        {
            await WebSocketServer.WelcomeAsync(request);
            string welcome = "{\"type\": \"welcome\", \"protocol\": 1, \"role\": \"follow\", \"time\": "
                + Now() + ", \"state\": " + State + "}";
            byte[] frame = Frames.Text(welcome);
            request.Stream.Write(frame, 0, frame.Length);
            _sessions.Add(request);
            Welcomed++;
            while (true)
            {
                byte[] data = await WebSocketServer.ReadFrameAsync(request.Reader);
                if (data.Length == 2)
                {
                    return; // a close frame
                }
                JsonObject ping = JsonReader.ReadObject(System.Text.Encoding.UTF8.GetString(data));
                if (Pongs)
                {
                    byte[] pong = Frames.Text(
                        "{\"type\": \"pong\", \"id\": " + ping.Number("id") + ", \"time\": " + Now() + "}");
                    request.Stream.Write(pong, 0, pong.Length);
                }
            }
        }

        private string Now() => (SystemTime.Instance.NowMs + AheadMs).ToString(
            "R", System.Globalization.CultureInfo.InvariantCulture);
    }
}

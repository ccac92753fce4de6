#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>What a paired headset asks the server for. Safe to use from several threads.</summary>
    public sealed class GaitboxClient
    {
        private const int MostJsonBytes = 32 * 1024 * 1024;
        private const long MostFileBytes = 512L * 1024 * 1024;

        /// <summary>Longest silence of an ordinary answer.</summary>
        private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

        /// <summary>Longest silence of a file: the server itself waits 180 s for Blender.</summary>
        private static readonly TimeSpan FileSilence = TimeSpan.FromSeconds(200);

        /// <summary>Longest wait for a motion where the server makes it before it answers.</summary>
        private static readonly TimeSpan MotionSilence = TimeSpan.FromSeconds(600);

        private readonly HttpDoor _door;
        private readonly JobFollower _jobs;

        /// <summary>A client of a server.</summary>
        /// <param name="server">The server, with this headset's token.</param>
        /// <param name="transport">How to connect; TLS over TCP if null.</param>
        public GaitboxClient(PairedServer server, ITransport? transport = null)
        {
            Server = server;
            var address = new ServerAddress(
                server.Address, server.Port, null, server.Fingerprint);
            _door = new HttpDoor(transport ?? TlsTransport.Instance, address, server.Token);
            _jobs = new JobFollower(this);
        }

        /// <summary>The server that is asked.</summary>
        public PairedServer Server { get; }

        /// <summary>Has a motion made of a sentence.</summary>
        /// <param name="prompt">One sentence of at most 500 characters.</param>
        /// <param name="seconds">Length, s; null lets the model choose.</param>
        /// <param name="progress">Told how far it is; called from a background thread.</param>
        /// <param name="ct">Gives up waiting.</param>
        /// <exception cref="GaitboxException">It could not be made, or the server is gone.</exception>
        public async Task<Motion> GenerateAsync(
            string prompt,
            double? seconds = null,
            IProgress<GenerationProgress>? progress = null,
            CancellationToken ct = default)
        {
            JsonWriter body = new JsonWriter().Begin().Text("prompt", prompt);
            if (seconds != null)
            {
                body.Number("seconds", seconds.Value);
            }
            HttpRequest request = new HttpRequest("POST", "/gen_text2motion", body.End().ToString())
                .With("Prefer", "respond-async"); // RFC 7240, section 4.1
            JsonObject answer = await AskAsync(request, MotionSilence, ct).ConfigureAwait(false);
            if (answer.Value("motions") != null)
            {
                return Read(answer, MotionReader.First); // a server that does not know the wish
            }
            return await _jobs.FollowAsync(answer, progress, ct).ConfigureAwait(false);
        }

        /// <summary>The library, newest first.</summary>
        /// <param name="limit">Most motions to list, 1 to 1000.</param>
        /// <param name="ct">Gives up.</param>
        /// <exception cref="GaitboxException">The server refused, or is gone.</exception>
        public async Task<IReadOnlyList<Motion>> ListAsync(
            int limit = 200, CancellationToken ct = default)
        {
            JsonObject answer = await GetJsonAsync("/motions?limit=" + limit, ct).ConfigureAwait(false);
            return Read(answer, MotionReader.Motions);
        }

        /// <summary>One motion.</summary>
        /// <exception cref="GaitboxException">
        /// <see cref="Failure.NotFound"/> if there is none of that id, or the server is gone.
        /// </exception>
        public async Task<Motion> GetAsync(string id, CancellationToken ct = default)
        {
            JsonObject answer = await GetJsonAsync("/motions/" + Escape(id), ct).ConfigureAwait(false);
            return Read(answer, MotionReader.Motion);
        }

        /// <summary>A file of a motion; waits while the server is still making it.</summary>
        /// <exception cref="GaitboxException">There is no such file, or the server is gone.</exception>
        public Task<byte[]> DownloadAsync(
            string id,
            MotionFile kind,
            IProgress<DownloadProgress>? progress = null,
            CancellationToken ct = default)
        {
            string name = kind == MotionFile.Glb ? "glb" : "fbx";
            var request = new HttpRequest("GET", "/motions/" + Escape(id) + "/files/" + name);
            return _door.AskAsync(
                request,
                FileSilence,
                async (reply, connection, deadline) =>
                {
                    await RequireGoodAsync(reply).ConfigureAwait(false);
                    return await reply.ReadBytesAsync(MostFileBytes, Arrived).ConfigureAwait(false);

                    void Arrived(long bytes)
                    {
                        deadline.Extend();
                        progress?.Report(new DownloadProgress(bytes, reply.Length));
                    }
                },
                ct);
        }

        /// <summary>Asks whether the server is there and still knows this headset.</summary>
        /// <exception cref="GaitboxException">
        /// <see cref="Failure.NotPaired"/> if it was revoked, <see cref="Failure.Unreachable"/> and others.
        /// </exception>
        public async Task CheckAsync(CancellationToken ct = default)
        {
            await GetJsonAsync("/devices/me", ct).ConfigureAwait(false);
        }

        /// <summary>An answer as JSON.</summary>
        internal Task<JsonObject> GetJsonAsync(string path, CancellationToken ct) =>
            AskAsync(new HttpRequest("GET", path), Silence, ct);

        /// <summary>Reads an answer while it comes.</summary>
        internal Task<T> StreamAsync<T>(
            string path,
            TimeSpan silence,
            Func<HttpReply, Deadline, Task<T>> read,
            CancellationToken ct)
        {
            var request = new HttpRequest("GET", path);
            return _door.AskAsync(
                request,
                silence,
                async (reply, connection, deadline) =>
                {
                    await RequireGoodAsync(reply).ConfigureAwait(false);
                    return await read(reply, deadline).ConfigureAwait(false);
                },
                ct);
        }

        /// <summary>Reads a part of an answer.</summary>
        /// <exception cref="GaitboxException">It is not what the protocol promises.</exception>
        internal static T Read<T>(JsonObject answer, Func<JsonObject, T> read)
        {
            try
            {
                return read(answer);
            }
            catch (FormatException error)
            {
                throw Problems.Protocol(error);
            }
        }

        private static string Escape(string text) => Uri.EscapeDataString(text);

        private static async Task RequireGoodAsync(HttpReply reply)
        {
            if (!reply.IsGood)
            {
                throw await ProblemDetails.ReadAsync(reply).ConfigureAwait(false);
            }
        }

        private Task<JsonObject> AskAsync(HttpRequest request, TimeSpan silence, CancellationToken ct)
        {
            return _door.AskAsync(
                request,
                silence,
                async (reply, connection, deadline) =>
                {
                    await RequireGoodAsync(reply).ConfigureAwait(false);
                    string json = await reply.ReadTextAsync(MostJsonBytes).ConfigureAwait(false);
                    return JsonReader.ReadObject(json);
                },
                ct);
        }
    }
}

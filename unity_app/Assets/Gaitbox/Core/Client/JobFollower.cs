#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// Waits for a job of the server: by its events while their stream lasts, else by asking now
    /// and then, so that a short loss of Wi-Fi loses no motion.
    /// </summary>
    internal sealed class JobFollower
    {
        private const int MostFailures = 6;

        /// <summary>Longest silence between events, of which the keep-alives are some.</summary>
        private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

        private static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(500);

        private readonly GaitboxClient _client;

        /// <summary>A follower that asks by a client.</summary>
        public JobFollower(GaitboxClient client)
        {
            _client = client;
        }

        /// <summary>The first motion of a job.</summary>
        /// <param name="job">The job as the server answered it.</param>
        /// <param name="progress">Told how far it is.</param>
        /// <param name="ct">Gives up waiting; the server goes on.</param>
        /// <exception cref="GaitboxException">It failed, or the server is gone.</exception>
        public async Task<Motion> FollowAsync(
            JsonObject job, IProgress<GenerationProgress>? progress, CancellationToken ct)
        {
            string id = job.Text("id");
            if (id.Length == 0)
            {
                throw Problems.Protocol();
            }
            string path = "/jobs/" + Uri.EscapeDataString(id);
            Tell(job.Object("progress"), progress);
            Motion? motion = null;
            try
            {
                motion = await _client.StreamAsync(
                    path + "/events",
                    Silence,
                    (reply, deadline) => ListenAsync(reply, deadline, progress),
                    ct).ConfigureAwait(false);
            }
            catch (GaitboxException error) when (IsPassing(error))
            {
                // Asked for below.
            }
            return motion ?? await PollAsync(path, progress, ct).ConfigureAwait(false);
        }

        private static async Task<Motion?> ListenAsync(
            HttpReply reply, Deadline deadline, IProgress<GenerationProgress>? progress)
        {
            var events = new EventReader(reply.Body);
            while (true)
            {
                ServerEvent? next = await events.ReadAsync(deadline.Extend).ConfigureAwait(false);
                if (next == null)
                {
                    return null;
                }
                JsonObject data = JsonReader.ReadObject(next.Value.Data);
                switch (next.Value.Name)
                {
                    case "progress":
                        Tell(data, progress);
                        break;
                    case "done":
                        return MotionReader.First(data);
                    case "failed":
                        throw Failed(data);
                }
            }
        }

        private static void Tell(JsonObject? data, IProgress<GenerationProgress>? progress)
        {
            if (data != null)
            {
                progress?.Report(MotionReader.Progress(data));
            }
        }

        private static bool IsPassing(GaitboxException error) =>
            error.Kind == Failure.Unreachable || error.Kind == Failure.TimedOut;

        private static GaitboxException Failed(JsonObject? problem)
        {
            JsonObject details = problem ?? new JsonObject();
            return ProblemDetails.Of((int)(details.Number("status") ?? 500), details);
        }

        private static GaitboxException Forgotten()
        {
            return new GaitboxException(
                "Gaitbox was started anew on the laptop, so this request is lost.",
                "Send it once more.",
                Failure.NotFound);
        }

        private async Task<Motion> PollAsync(
            string path, IProgress<GenerationProgress>? progress, CancellationToken ct)
        {
            int failures = 0;
            while (true)
            {
                JsonObject job = new JsonObject();
                try
                {
                    job = await _client.GetJsonAsync(path, ct).ConfigureAwait(false);
                    failures = 0;
                }
                catch (GaitboxException error) when (IsPassing(error) && failures < MostFailures)
                {
                    failures++;
                }
                catch (GaitboxException error) when (error.Kind == Failure.NotFound)
                {
                    throw Forgotten();
                }
                switch (job.Text("state"))
                {
                    case "done":
                        return GaitboxClient.Read(job, MotionReader.First);
                    case "failed":
                        throw Failed(job.Object("problem"));
                }
                Tell(job.Object("progress"), progress);
                await Task.Delay(PollPause, ct).ConfigureAwait(false);
            }
        }
    }
}

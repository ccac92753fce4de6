#nullable enable
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gaitbox.Core;

namespace Gaitbox.Probe
{
    /// <summary>What the probe can do.</summary>
    internal sealed class Commands
    {
        private const int NothingFound = 3;

        private static readonly Stopwatch Watch = new Stopwatch();

        private readonly Options _options;
        private readonly RememberedServers _remembered;

        /// <summary>Commands with options.</summary>
        public Commands(Options options)
        {
            _options = options;
            _remembered = new RememberedServers(new FileStore(options.Text("store") ?? "probe-store"));
        }

        /// <summary>Starts the clock.</summary>
        public static void Begin() => Watch.Start();

        /// <summary>A line with the time since the start.</summary>
        public static JsonLine Line(string name) =>
            new JsonLine(name).With("ms", Watch.Elapsed.TotalMilliseconds);

        /// <summary>Tells a problem.</summary>
        public static void Tell(GaitboxException problem)
        {
            Line("problem")
                .With("kind", problem.Kind.ToString())
                .With("sentence", problem.Sentence)
                .With("remedy", problem.Remedy)
                .With("tries_left", problem.TriesLeft)
                .With("retry_after_s", problem.RetryAfter?.TotalSeconds)
                .Write();
        }

        /// <summary>Tells a server that was found.</summary>
        public static void Tell(FoundServer server)
        {
            Line("found")
                .With("name", server.Name)
                .With("host", server.Host)
                .With("address", server.Address.Authority)
                .With("addresses", string.Join(" ", server.Addresses))
                .With("port", server.Port)
                .With("id", server.ServerId)
                .With("version", server.Version)
                .With("fingerprint", server.Fingerprint)
                .Write();
        }

        /// <summary>Finds servers: all within the limit.</summary>
        public async Task<int> DiscoverAsync()
        {
            IReadOnlyList<FoundServer> servers = await FindAsync(false).ConfigureAwait(false);
            Line("discovered").With("servers", servers.Count).Write();
            return servers.Count > 0 ? 0 : NothingFound;
        }

        /// <summary>Pairs with the server at --address, of a link, or the first that is found.</summary>
        public async Task<int> PairAsync(string codeOrLink)
        {
            ServerAddress? address = null;
            string code = codeOrLink;
            if (codeOrLink.Contains("://"))
            {
                address = ServerAddress.Parse(codeOrLink);
                code = "";
            }
            else if (_options.Text("address") != null)
            {
                address = ServerAddress.Parse(_options.Text("address")!);
            }
            else
            {
                IReadOnlyList<FoundServer> found = await FindAsync(true).ConfigureAwait(false);
                if (found.Count == 0)
                {
                    Line("discovered").With("servers", 0).Write();
                    return NothingFound;
                }
                address = found[0].Address;
            }
            double began = Watch.Elapsed.TotalMilliseconds;
            PairedServer server = await new PairingClient()
                .PairAsync(address, code, _options.Text("device") ?? "Probe").ConfigureAwait(false);
            _remembered.Put(server);
            Line("paired")
                .With("took_ms", Watch.Elapsed.TotalMilliseconds - began)
                .With("name", server.Name)
                .With("id", server.ServerId)
                .With("address", new ServerAddress(server.Address, server.Port).Authority)
                .With("fingerprint", server.Fingerprint)
                .With("device", server.DeviceId)
                .Write();
            return 0;
        }

        /// <summary>Has a motion made, and fetches its GLB and FBX.</summary>
        public async Task<int> PromptAsync(string prompt)
        {
            GaitboxClient client = Client();
            double began = Watch.Elapsed.TotalMilliseconds;
            double? seconds = _options.Text("seconds") == null ? (double?)null : _options.Number("seconds", 0);
            var progress = new Relay<GenerationProgress>(step => Line("progress")
                .With("stage", step.Stage)
                .With("fraction", step.Fraction)
                .With("eta_s", step.EtaSeconds)
                .With("message", step.Message)
                .Write());
            Motion motion = await client.GenerateAsync(prompt, seconds, progress).ConfigureAwait(false);
            Line("motion")
                .With("took_ms", Watch.Elapsed.TotalMilliseconds - began)
                .With("id", motion.Id)
                .With("seconds", motion.Seconds)
                .With("checks", motion.Checks.Count)
                .With("met", motion.Checks.Count(check => check.Met))
                .With("regions", string.Join(" ", motion.Regions.Select(region => region.Region)))
                .Write();
            await DownloadAsync(client, motion, MotionFile.Glb, began).ConfigureAwait(false);
            await DownloadAsync(client, motion, MotionFile.Fbx, began).ConfigureAwait(false);
            return 0;
        }

        /// <summary>Lists the library.</summary>
        public async Task<int> LibraryAsync()
        {
            foreach (Motion motion in await Client().ListAsync().ConfigureAwait(false))
            {
                Line("listed").With("id", motion.Id).With("seconds", motion.Seconds).Write();
            }
            return 0;
        }

        /// <summary>
        /// Follows the session: every state, every change of the connection, and every 100 ms the
        /// position with this machine's time. Ends with 1 if the laptop sent this device away.
        /// </summary>
        public async Task<int> FollowAsync(double seconds)
        {
            GaitboxClient client = Client();
            var pump = new EventPump();
            using var session = new SessionFollower(client.Server, pump);
            using var print = new FollowPrinter(client, session);
            session.StateChanged += print.State;
            session.LinkChanged += print.Link;
            session.Start();
            double end = Watch.Elapsed.TotalMilliseconds + (1000 * seconds);
            double next = 0;
            while (Watch.Elapsed.TotalMilliseconds < end && session.Link != SessionLink.Revoked)
            {
                pump.Drain();
                if (Watch.Elapsed.TotalMilliseconds >= next)
                {
                    next = Watch.Elapsed.TotalMilliseconds + 100;
                    print.Position();
                }
                await Task.Delay(5).ConfigureAwait(false);
            }
            pump.Drain();
            if (session.Link == SessionLink.Revoked)
            {
                Tell(session.Problem!);
                return 1;
            }
            return 0;
        }

        private async Task DownloadAsync(
            GaitboxClient client, Motion motion, MotionFile kind, double began)
        {
            byte[] file = await client.DownloadAsync(motion.Id, kind).ConfigureAwait(false);
            string name = motion.Id + (kind == MotionFile.Glb ? ".glb" : ".fbx");
            if (_options.Text("out") != null)
            {
                File.WriteAllBytes(Path.Combine(_options.Text("out")!, name), file);
            }
            Line("file")
                .With("kind", kind.ToString().ToLowerInvariant())
                .With("since_prompt_ms", Watch.Elapsed.TotalMilliseconds - began)
                .With("bytes", file.Length)
                .With("begins", string.Concat(file.Take(18).Select(b => b >= 32 && b < 127 ? (char)b : '.')))
                .Write();
        }

        private GaitboxClient Client()
        {
            PairedServer? server = _remembered.All.FirstOrDefault();
            if (server == null)
            {
                throw new GaitboxException("This probe is not paired.", "Run: pair CODE");
            }
            if (_options.Text("address") != null)
            {
                ServerAddress address = ServerAddress.Parse(_options.Text("address")!);
                server = server with { Address = address.Host, Port = address.Port };
            }
            return new GaitboxClient(server);
        }

        private async Task<IReadOnlyList<FoundServer>> FindAsync(bool first)
        {
            using var enough = new CancellationTokenSource();
            string? name = _options.Text("name");
            var wanted = new List<FoundServer>();
            var found = new Relay<FoundServer>(server =>
            {
                Tell(server);
                if (name == null || server.Name == name)
                {
                    wanted.Add(server);
                    if (first)
                    {
                        enough.Cancel();
                    }
                }
            });
            TimeSpan limit = TimeSpan.FromSeconds(_options.Number("limit", 5));
            IReadOnlyList<FoundServer> all = await new DnsSdDiscovery()
                .FindAsync(limit, found, enough.Token).ConfigureAwait(false);
            return first ? wanted : all;
        }
    }
}

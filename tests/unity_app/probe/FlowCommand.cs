#nullable enable
using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Gaitbox.Core;

namespace Gaitbox.Probe
{
    /// <summary>
    /// The connection screen without a screen: prints every view, takes the first laptop that is
    /// found (or the one of --name), types --code when asked, and begins with --enter if given.
    /// Ends with 0 if it is connected in the end, 3 with advice, 1 otherwise.
    /// </summary>
    internal sealed class FlowCommand
    {
        private readonly Options _options;
        private readonly EventPump _pump = new EventPump();
        private readonly ConnectionFlow _flow;
        private bool _typed;

        /// <summary>The command with its options.</summary>
        public FlowCommand(Options options)
        {
            _options = options;
            var store = new FileStore(options.Text("store") ?? "probe-store");
            string device = options.Text("device") ?? "Probe";
            _flow = new ConnectionFlow(new RememberedServers(store), _pump, device);
            _flow.Changed += Show;
        }

        /// <summary>Runs for a while.</summary>
        public async Task<int> RunAsync(double seconds)
        {
            string? enter = _options.Text("enter");
            if (enter == null)
            {
                _flow.Start();
            }
            else
            {
                _flow.Enter(enter);
            }
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                _pump.Drain();
                await Task.Delay(5).ConfigureAwait(false);
            }
            ConnectionStep step = _flow.View.Step;
            _flow.Dispose();
            return step == ConnectionStep.Connected ? 0 : step == ConnectionStep.Advice ? 3 : 1;
        }

        private void Show(ConnectionView view)
        {
            Commands.Line("view")
                .With("step", view.Step.ToString())
                .With("servers", view.Servers.Count)
                .With("name", view.ServerName)
                .With("sentence", view.Sentence)
                .With("remedy", view.Remedy)
                .With("at", _flow.Session == null ? null
                    : new ServerAddress(_flow.Session.Server.Address, _flow.Session.Server.Port).Authority)
                .Write();
            _pump.Post(Act);
        }

        private void Act()
        {
            ConnectionView view = _flow.View;
            string? code = _options.Text("code");
            if (view.Step == ConnectionStep.AskingCode && code != null && !_typed)
            {
                _typed = true;
                _flow.SubmitCode(code);
            }
            if (view.Step != ConnectionStep.Choosing)
            {
                return;
            }
            foreach (FoundServer server in view.Servers)
            {
                if (_options.Text("name") == null || server.Name == _options.Text("name"))
                {
                    _flow.Choose(server);
                    return;
                }
            }
        }
    }
}

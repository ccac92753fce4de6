#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>The search behind the flow, and what its finds lead to.</summary>
    public sealed partial class ConnectionFlow
    {
        /// <summary>After so long without a find there is advice; the search goes on.</summary>
        private static readonly TimeSpan SearchLimit = TimeSpan.FromSeconds(5);

        private static readonly TimeSpan SearchPause = TimeSpan.FromSeconds(3);

        private readonly List<FoundServer> _servers = new List<FoundServer>();
        private Background? _search;

        private bool IsSearching => _search != null;

        /// <summary>Leaves everything, and searches anew.</summary>
        private void Search(GaitboxException? notice)
        {
            Leave();
            _notice = notice;
            _servers.Clear();
            BeginSearch();
            Show(ConnectionStep.Searching);
        }

        private void BeginSearch()
        {
            EndSearch();
            var search = new Background(_pump);
            _search = search;
            search.Run(token => SearchAsync(search, token), over => { }, problem => { });
        }

        private void EndSearch()
        {
            _search?.End();
            _search = null;
        }

        private async Task<bool> SearchAsync(Background search, CancellationToken ct)
        {
            while (!ct.IsCancellationRequested)
            {
                try
                {
                    var found = new Relay<FoundServer>(server => search.Post(() => Found(server)));
                    await _parts.Discovery.FindAsync(SearchLimit, found, ct).ConfigureAwait(false);
                }
                catch (Exception error) when (!(error is OperationCanceledException))
                {
                    // A network that cannot be searched is one in which nothing is found.
                }
                search.Post(Searched);
                await _parts.Time.DelayAsync(SearchPause, ct).ConfigureAwait(false);
            }
            return true;
        }

        private void Found(FoundServer server)
        {
            int at = _servers.FindIndex(server.IsSameAs);
            if (at < 0)
            {
                _servers.Add(server);
            }
            else
            {
                _servers[at] = server;
            }
            _target?.Add(server);
            if (Session != null)
            {
                FoundWhileLost(server);
            }
            else if (_wanted != null && server.ServerId == _wanted.ServerId)
            {
                FoundWanted(server, _wanted);
            }
            bool choosing = View.Step == ConnectionStep.Searching || View.Step == ConnectionStep.Advice;
            Show(choosing ? ConnectionStep.Choosing : View.Step, View.ServerName, ProblemShown());
        }

        /// <summary>The laptop used last shows up, perhaps at another address or port.</summary>
        private void FoundWanted(FoundServer server, PairedServer wanted)
        {
            bool free = View.Step == ConnectionStep.Searching
                || View.Step == ConnectionStep.Choosing
                || View.Step == ConnectionStep.Advice;
            if (_reach == null && free)
            {
                _reach = NewReach(wanted, true, Connect, NotReached);
                Show(ConnectionStep.Connecting, wanted.Name);
            }
            _reach?.Try(server);
        }

        /// <summary>The lost laptop shows up: after a new start it may have another port.</summary>
        private void FoundWhileLost(FoundServer server)
        {
            PairedServer lost = Session!.Server;
            if (View.Step != ConnectionStep.Lost || server.ServerId != lost.ServerId)
            {
                return;
            }
            _reach ??= NewReach(lost, true, Move, problem => _reach = null);
            _reach.Try(server);
        }

        private void Move(PairedServer server)
        {
            _reach = null;
            if (Session == null)
            {
                return;
            }
            _remembered.Put(server);
            Client = new GaitboxClient(server, _parts.Transport);
            Session.Server = server;
        }

        /// <summary>A round of the search is over.</summary>
        private void Searched()
        {
            if (View.Step == ConnectionStep.Lost)
            {
                _reach?.Again();
            }
            else if (_reach != null)
            {
                _reach.NoMore();
            }
            else if (View.Step == ConnectionStep.Searching)
            {
                Advise(null);
            }
        }

        /// <summary>Says what went wrong beside what was found, or what to do about finding nothing.</summary>
        private void Advise(GaitboxException? problem)
        {
            _notice = problem ?? _notice;
            if (!IsSearching)
            {
                BeginSearch();
            }
            Show(_servers.Any() ? ConnectionStep.Choosing : ConnectionStep.Advice);
        }

        /// <summary>The problem on the screen, so that a find does not wipe it off.</summary>
        private GaitboxException? ProblemShown()
        {
            return View.Step == ConnectionStep.AskingCode && View.Sentence.Length > 0
                ? new GaitboxException(View.Sentence, View.Remedy)
                : null;
        }
    }
}

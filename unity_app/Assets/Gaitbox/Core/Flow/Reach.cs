#nullable enable
using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// Tries to reach one paired server at all places where it may be, at the same time: the key
    /// decides whether it is the right one.
    /// </summary>
    internal sealed class Reach
    {
        private readonly Background _work;
        private readonly ITransport? _transport;
        private readonly Action<PairedServer> _reached;
        private readonly Action<GaitboxException> _failed;
        private readonly HashSet<(string Host, int Port)> _tried = new HashSet<(string Host, int Port)>();
        private GaitboxException _problem = Problems.Unreachable();
        private int _underWay;
        private bool _more;

        /// <summary>Nothing tried yet.</summary>
        /// <param name="server">Whom to reach.</param>
        /// <param name="pump">Carries the results.</param>
        /// <param name="transport">How to connect; TLS over TCP if null.</param>
        /// <param name="more">Whether further places may come, see <see cref="NoMore"/>.</param>
        /// <param name="reached">Called once, with the place where it answered.</param>
        /// <param name="failed">Called once, when no place is left; or never.</param>
        public Reach(
            PairedServer server,
            EventPump pump,
            ITransport? transport,
            bool more,
            Action<PairedServer> reached,
            Action<GaitboxException> failed)
        {
            Server = server;
            _work = new Background(pump);
            _transport = transport;
            _more = more;
            _reached = reached;
            _failed = failed;
        }

        /// <summary>Whom to reach.</summary>
        public PairedServer Server { get; }

        /// <summary>Tries a place, unless it was tried.</summary>
        public void Try(string host, int port)
        {
            if (!_tried.Add((host, port)))
            {
                return;
            }
            _underWay++;
            PairedServer there = Server with { Address = host, Port = port };
            _work.Run(token => CheckAsync(there, token), Reached, Failed);
        }

        /// <summary>Tries the places of a server that was found.</summary>
        public void Try(FoundServer found)
        {
            foreach (IPAddress address in found.Addresses)
            {
                Try(address.ToString(), found.Port);
            }
        }

        /// <summary>A place that failed may be tried again.</summary>
        public void Again() => _tried.Clear();

        /// <summary>No further places will come.</summary>
        public void NoMore()
        {
            _more = false;
            FailIfOver();
        }

        /// <summary>Ends it; nothing is called any more.</summary>
        public void End() => _work.End();

        private async Task<PairedServer> CheckAsync(PairedServer there, CancellationToken ct)
        {
            await new GaitboxClient(there, _transport).CheckAsync(ct).ConfigureAwait(false);
            return there;
        }

        private void Reached(PairedServer there)
        {
            _work.End();
            _reached(there);
        }

        private void Failed(GaitboxException problem)
        {
            _underWay--;
            bool says = problem.Kind == Failure.NotPaired
                || (problem.Kind != Failure.Unreachable && _problem.Kind != Failure.NotPaired);
            _problem = says ? problem : _problem;
            FailIfOver();
        }

        private void FailIfOver()
        {
            bool revoked = _problem.Kind == Failure.NotPaired; // the right key said so
            bool over = revoked || (_underWay == 0 && !_more);
            if (over && !_work.Token.IsCancellationRequested)
            {
                _work.End();
                _failed(_problem);
            }
        }
    }
}

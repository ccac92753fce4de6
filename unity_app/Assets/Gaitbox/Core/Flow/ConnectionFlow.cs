#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>
    /// The way to a laptop as a state machine: what the connection screen shows
    /// (<see cref="View"/>) and what its buttons do. Call everything from one thread, the one that
    /// drains the pump; nothing here blocks or throws.
    /// </summary>
    public sealed partial class ConnectionFlow : IDisposable
    {
        /// <summary>How often a further address of a silent laptop is waited for.</summary>
        private const int MostAddressWaits = 8;

        private static readonly TimeSpan AddressWait = TimeSpan.FromMilliseconds(250);

        private readonly RememberedServers _remembered;
        private readonly EventPump _pump;
        private readonly string _deviceName;
        private readonly ConnectionParts _parts;

        /// <summary>The server that is connected by itself when it shows up; null for none.</summary>
        private PairedServer? _wanted;

        /// <summary>Whom and where to pair with; null unless a code is asked for or proven.</summary>
        private PairingTarget? _target;

        private Background? _pairing;
        private Reach? _reach;

        /// <summary>A sentence that stays until the user does something.</summary>
        private GaitboxException? _notice;

        /// <summary>A flow that does nothing until <see cref="Start"/>.</summary>
        /// <param name="remembered">Servers paired with before; kept up to date.</param>
        /// <param name="pump">Carries the events to the thread that drains it.</param>
        /// <param name="deviceName">What the laptop's list calls this headset, such as "Quest 3".</param>
        /// <param name="parts">What it works with; the real network if null.</param>
        public ConnectionFlow(
            RememberedServers remembered,
            EventPump pump,
            string deviceName,
            ConnectionParts? parts = null)
        {
            _remembered = remembered;
            _pump = pump;
            _deviceName = deviceName;
            _parts = parts ?? new ConnectionParts();
            View = new ConnectionView(ConnectionStep.Idle, new FoundServer[0], "", "", new string[0]);
        }

        /// <summary>What to show changed; raised by <see cref="EventPump.Drain"/> or by a call below.</summary>
        public event Action<ConnectionView>? Changed;

        /// <summary>What to show now.</summary>
        public ConnectionView View { get; private set; }

        /// <summary>The client of the connected laptop; null unless connected or lost.</summary>
        public GaitboxClient? Client { get; private set; }

        /// <summary>The session of the connected laptop; null unless connected or lost.</summary>
        public SessionFollower? Session { get; private set; }

        /// <summary>Begins: the laptop used last, then a search.</summary>
        public void Start()
        {
            Search(null);
            _wanted = _remembered.All.FirstOrDefault();
            if (_wanted != null)
            {
                _reach = NewReach(_wanted, true, Connect, NotReached);
                _reach.Try(_wanted.Address, _wanted.Port);
                Show(ConnectionStep.Connecting, _wanted.Name);
            }
        }

        /// <summary>Takes a found laptop: connects if it is paired, asks for its code if not.</summary>
        public void Choose(FoundServer server)
        {
            Leave();
            PairedServer? known = _remembered.Find(server.ServerId);
            if (known == null)
            {
                AskCode(new PairingTarget(server), null);
                return;
            }
            _wanted = known;
            _target = new PairingTarget(server);
            _reach = NewReach(known, false, Connect, NotReached);
            _reach.Try(server);
            Show(ConnectionStep.Connecting, known.Name);
        }

        /// <summary>
        /// Takes what the user typed or scanned: a QR code's link pairs at once, an address asks
        /// for the code. What cannot be read becomes the view's sentence.
        /// </summary>
        public void Enter(string addressOrLink)
        {
            ServerAddress address;
            try
            {
                address = ServerAddress.Parse(addressOrLink);
            }
            catch (GaitboxException error)
            {
                Show(View.Step, View.ServerName, error);
                return;
            }
            Leave();
            var target = new PairingTarget(address);
            if (address.Secret != null)
            {
                Pair(target, "");
                return;
            }
            PairedServer? known = _remembered.All
                .FirstOrDefault(server => server.Address == address.Host && server.Port == address.Port);
            if (known == null)
            {
                AskCode(target, null);
                return;
            }
            _target = target;
            _reach = NewReach(known, false, Connect, NotReached);
            _reach.Try(address.Host, address.Port);
            Show(ConnectionStep.Connecting, known.Name);
        }

        /// <summary>The code that the user typed while it is asked for.</summary>
        public void SubmitCode(string code)
        {
            if (View.Step != ConnectionStep.AskingCode || _target == null)
            {
                return;
            }
            if (!PairingClient.IsCode(code))
            {
                AskCode(_target, new GaitboxException(
                    "The code has 6 digits.", "Type it as the laptop shows it.", Failure.BadInput));
                return;
            }
            Pair(_target, code);
        }

        /// <summary>Leaves what is under way or connected, and searches.</summary>
        public void SearchAgain() => Search(null);

        /// <summary>Forgets the connected or chosen laptop, and searches.</summary>
        public void Forget()
        {
            PairedServer? server = Session?.Server ?? _reach?.Server ?? _wanted;
            if (server != null)
            {
                _remembered.Forget(server.ServerId);
            }
            Search(null);
        }

        /// <summary>Ends everything.</summary>
        public void Dispose()
        {
            Changed = null;
            Leave();
            EndSearch();
        }

        private Reach NewReach(
            PairedServer server,
            bool more,
            Action<PairedServer> reached,
            Action<GaitboxException> failed)
        {
            return new Reach(server, _pump, _parts.Transport, more, reached, failed);
        }

        /// <summary>Ends what is under way and what is connected; the search goes on.</summary>
        private void Leave()
        {
            _wanted = null;
            _target = null;
            _notice = null;
            _pairing?.End();
            _pairing = null;
            _reach?.End();
            _reach = null;
            Session?.Dispose();
            Session = null;
            Client = null;
        }

        private void AskCode(PairingTarget target, GaitboxException? problem)
        {
            _target = target;
            if (!IsSearching)
            {
                BeginSearch();
            }
            Show(ConnectionStep.AskingCode, target.Name, problem);
        }

        private void Pair(PairingTarget target, string code)
        {
            _target = target;
            _pairing?.End();
            _pairing = new Background(_pump);
            _pairing.Run(
                token => PairAsync(target, code, token),
                Connect,
                problem => NotPaired(target, problem));
            Show(ConnectionStep.Pairing, target.Name);
        }

        /// <summary>
        /// Pairs at the first address that answers. A laptop in several networks may tell the
        /// right one a moment after the others.
        /// </summary>
        private async Task<PairedServer> PairAsync(
            PairingTarget target, string code, CancellationToken ct)
        {
            GaitboxException silence = Problems.Unreachable();
            int index = 0;
            int waits = 0;
            while (true)
            {
                ServerAddress? address = target.At(index);
                if (address == null && (!target.MayGrow || waits == MostAddressWaits))
                {
                    throw silence;
                }
                if (address == null)
                {
                    waits++;
                    await _parts.Time.DelayAsync(AddressWait, ct).ConfigureAwait(false);
                    continue;
                }
                try
                {
                    return await _parts.Pairing
                        .PairAsync(address, code, _deviceName, ct).ConfigureAwait(false);
                }
                catch (GaitboxException error) when (IsSilence(error))
                {
                    silence = error;
                    index++;
                }
            }
        }

        private void NotPaired(PairingTarget target, GaitboxException problem)
        {
            if (IsSilence(problem))
            {
                Advise(new GaitboxException(Advice.Silent(target.Name), "", problem.Kind));
                return;
            }
            AskCode(target, WithTries(problem));
        }

        private static GaitboxException WithTries(GaitboxException problem)
        {
            if (problem.TriesLeft == null)
            {
                return problem;
            }
            string left = problem.TriesLeft == 1 ? "1 try is left." : problem.TriesLeft + " tries are left.";
            return new GaitboxException(
                problem.Sentence + " " + left, problem.Remedy, problem.Kind, problem);
        }

        private static bool IsSilence(GaitboxException problem) =>
            problem.Kind == Failure.Unreachable || problem.Kind == Failure.TimedOut;

        /// <summary>A paired laptop did not let this headset in.</summary>
        private void NotReached(GaitboxException problem)
        {
            PairedServer server = _reach!.Server;
            PairingTarget? target = _target;
            _reach = null;
            if (problem.Kind == Failure.NotPaired)
            {
                _remembered.Forget(server.ServerId);
            }
            _wanted = IsSilence(problem) ? _wanted : null;
            if (target != null && !IsSilence(problem))
            {
                AskCode(target, problem);
                return;
            }
            bool silent = IsSilence(problem) || problem.Kind == Failure.WrongServer;
            Advise(silent
                ? new GaitboxException(Advice.Silent(server.Name), "", problem.Kind, problem)
                : problem);
        }

        private void Connect(PairedServer server)
        {
            EndSearch();
            Leave();
            _remembered.Put(server);
            Client = new GaitboxClient(server, _parts.Transport);
            Session = new SessionFollower(server, _pump, _parts.Transport, _parts.Time);
            SessionFollower session = Session;
            session.LinkChanged += link => LinkChanged(session, link);
            Show(ConnectionStep.Connected, server.Name);
            session.Start();
        }

        private void LinkChanged(SessionFollower session, SessionLink link)
        {
            if (session != Session)
            {
                return;
            }
            switch (link)
            {
                case SessionLink.Live when View.Step == ConnectionStep.Lost:
                    EndSearch();
                    _reach?.End();
                    _reach = null;
                    Show(ConnectionStep.Connected, session.Server.Name);
                    break;
                case SessionLink.Lost:
                    BeginSearch();
                    Show(ConnectionStep.Lost, session.Server.Name);
                    break;
                case SessionLink.Revoked:
                    _remembered.Forget(session.Server.ServerId);
                    Search(Problems.NotPaired());
                    break;
            }
        }

        private void Show(ConnectionStep step, string name = "", GaitboxException? problem = null)
        {
            GaitboxException? said = problem ?? _notice;
            string sentence = said?.Sentence ?? "";
            IReadOnlyList<string> remedies = string.IsNullOrEmpty(said?.Remedy)
                ? new string[0]
                : new[] { said!.Remedy };
            if (step == ConnectionStep.Lost)
            {
                sentence = Advice.Lost(name);
            }
            if (step == ConnectionStep.Advice)
            {
                sentence = sentence.Length > 0 ? sentence : Advice.NothingFound;
                remedies = remedies.Concat(Advice.Remedies).ToArray();
            }
            View = new ConnectionView(step, _servers.ToArray(), name, sentence, remedies);
            Changed?.Invoke(View);
        }
    }
}

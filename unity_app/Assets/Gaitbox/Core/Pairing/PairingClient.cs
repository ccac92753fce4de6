#nullable enable
using System;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace Gaitbox.Core
{
    /// <summary>The device's side of pairing (PROTOCOL.md, "Pairing").</summary>
    public sealed class PairingClient : IPairing
    {
        private const int CodeDigits = 6;
        private const int NonceBytes = 16;
        private const int MostAnswerBytes = 64 * 1024;
        private const string FinishPath = "/pair/finish";

        /// <summary>Longest silence; the server checks a proof for a fraction of a second.</summary>
        private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

        private readonly ITransport _transport;

        /// <summary>A client for pairing.</summary>
        /// <param name="transport">How to connect; TLS over TCP if null.</param>
        public PairingClient(ITransport? transport = null)
        {
            _transport = transport ?? TlsTransport.Instance;
        }

        /// <summary>
        /// Whether a text has the form of the code that the laptop shows: 6 digits, blanks and
        /// hyphens between them do not count.
        /// </summary>
        public static bool IsCode(string text) => Plain(text).Length == CodeDigits && IsDigits(Plain(text));

        /// <inheritdoc/>
        public async Task<PairedServer> PairAsync(
            ServerAddress address,
            string codeOrSecret,
            string deviceName,
            CancellationToken ct = default)
        {
            string password = codeOrSecret.Length > 0 ? codeOrSecret : address.Secret ?? "";
            bool code = IsCode(password);
            password = code ? Plain(password) : password;
            if (password.Length == 0)
            {
                throw new GaitboxException(
                    "There is no code.",
                    "Type the 6 digits that the laptop shows.",
                    Failure.BadInput);
            }
            (PairingStart start, string seen) =
                await StartAsync(address, deviceName, ct).ConfigureAwait(false);
            string nonce = Nonce();
            PairingProof proof = await Task.Run(
                () => PairingProof.Compute(
                    password, start.Salt, start.Iterations, start.Attempt, nonce, seen),
                ct).ConfigureAwait(false);
            // The second connection is held to the key of the first, which the proof is bound to.
            ServerAddress held = address with { Fingerprint = seen };
            string body = new JsonWriter().Begin()
                .Text("attempt", start.Attempt)
                .Text("with", code ? "code" : "secret")
                .Text("nonce", nonce)
                .Text("proof", proof.Device)
                .End().ToString();
            var request = new HttpRequest("POST", FinishPath, body);
            PairingFinish finish = await AskAsync(held, request, (json, _) => PairingFinish.Read(json), ct)
                .ConfigureAwait(false);
            if (!FixedTime.AreSame(finish.Proof.ToLowerInvariant(), proof.Server))
            {
                throw NotTheLaptop();
            }
            string name = start.ServerName.Length > 0 ? start.ServerName : address.Authority;
            return new PairedServer(
                start.ServerId, name, address.Host, address.Port, seen, finish.DeviceId, finish.Token);
        }

        private static GaitboxException NotTheLaptop()
        {
            return new GaitboxException(
                "What answered does not know the code, so it is not your laptop.",
                "Compare the address with the one on the laptop's screen.",
                Failure.WrongServer);
        }

        private static string Plain(string text) => text.Replace(" ", "").Replace("-", "");

        private static bool IsDigits(string text)
        {
            foreach (char unit in text)
            {
                if (unit < '0' || unit > '9')
                {
                    return false;
                }
            }
            return true;
        }

        private static string Nonce()
        {
            var bytes = new byte[NonceBytes];
            using var random = RandomNumberGenerator.Create();
            random.GetBytes(bytes);
            return Hex.Encode(bytes);
        }

        private static Failure? KindOf(int status, string path)
        {
            switch (status)
            {
                case 403 when path == FinishPath:
                    return Failure.WrongCode;
                case 409:
                    return Failure.NoCode;
                case 410:
                    return Failure.Expired;
                default:
                    return null;
            }
        }

        private Task<(PairingStart Start, string Seen)> StartAsync(
            ServerAddress address, string deviceName, CancellationToken ct)
        {
            string body = new JsonWriter().Begin()
                .Text("name", deviceName)
                .Text("kind", "app")
                .End().ToString();
            var request = new HttpRequest("POST", "/pair/start", body);
            return AskAsync(address, request, (json, seen) => (PairingStart.Read(json), seen), ct);
        }

        private Task<T> AskAsync<T>(
            ServerAddress address, HttpRequest request, Func<string, string, T> read, CancellationToken ct)
        {
            var door = new HttpDoor(_transport, address, null);
            return door.AskAsync(
                request,
                Silence,
                async (reply, connection, deadline) =>
                {
                    if (!reply.IsGood)
                    {
                        Failure? kind = KindOf(reply.Status, request.Path);
                        throw await ProblemDetails.ReadAsync(reply, kind).ConfigureAwait(false);
                    }
                    string json = await reply.ReadTextAsync(MostAnswerBytes).ConfigureAwait(false);
                    return read(json, connection.Fingerprint);
                },
                ct);
        }
    }
}

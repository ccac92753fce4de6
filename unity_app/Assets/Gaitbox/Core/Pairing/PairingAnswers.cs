#nullable enable
using System;

namespace Gaitbox.Core
{
    /// <summary>The answer to <c>POST /pair/start</c>, checked.</summary>
    internal sealed class PairingStart
    {
        private const int IdDigits = 32;
        private const int LeastSaltDigits = 32;
        private const int MostSaltDigits = 128;

        /// <summary>
        /// Fewer would make the code cheaper to try out for whoever answers in the laptop's name;
        /// many more would only keep the headset busy.
        /// </summary>
        private const int LeastIterations = 100000;
        private const int MostIterations = 1000000;

        private PairingStart(JsonObject answer)
        {
            JsonObject server = answer.Object("server") ?? new JsonObject();
            Attempt = answer.Text("attempt");
            string salt = answer.Text("salt");
            double iterations = answer.Number("iterations") ?? 0;
            ServerId = server.Text("id").ToLowerInvariant();
            ServerName = server.Text("name");
            bool right = Hex.Is(Attempt, IdDigits)
                && Hex.Is(ServerId, IdDigits)
                && salt.Length >= LeastSaltDigits
                && salt.Length <= MostSaltDigits
                && iterations >= LeastIterations
                && iterations <= MostIterations;
            Salt = right ? Hex.Decode(salt) : throw new FormatException("not an attempt");
            Iterations = (int)iterations;
        }

        /// <summary>Id of the attempt.</summary>
        public string Attempt { get; }

        /// <summary>Salt for the key.</summary>
        public byte[] Salt { get; }

        /// <summary>Iterations for the key.</summary>
        public int Iterations { get; }

        /// <summary>Id of the server's installation.</summary>
        public string ServerId { get; }

        /// <summary>Name of the server; may be empty.</summary>
        public string ServerName { get; }

        /// <summary>Reads the answer.</summary>
        /// <exception cref="FormatException">It is not what the protocol promises.</exception>
        public static PairingStart Read(string json) => new PairingStart(JsonReader.ReadObject(json));
    }

    /// <summary>The answer to <c>POST /pair/finish</c>, checked but for its proof.</summary>
    internal sealed class PairingFinish
    {
        private const int MostTokenCharacters = 512;
        private const int ProofDigits = 64;

        private PairingFinish(JsonObject answer)
        {
            JsonObject device = answer.Object("device") ?? new JsonObject();
            DeviceId = device.Text("id");
            Token = answer.Text("token");
            Proof = answer.Text("proof");
            if (!IsToken(Token) || DeviceId.Length == 0 || !Hex.Is(Proof, ProofDigits))
            {
                throw new FormatException("not an end of pairing");
            }
        }

        /// <summary>What the server calls this headset.</summary>
        public string DeviceId { get; }

        /// <summary>This headset's password.</summary>
        public string Token { get; }

        /// <summary>The server's proof.</summary>
        public string Proof { get; }

        /// <summary>Reads the answer.</summary>
        /// <exception cref="FormatException">It is not what the protocol promises.</exception>
        public static PairingFinish Read(string json) => new PairingFinish(JsonReader.ReadObject(json));

        /// <summary>Whether a token can stand in a header (RFC 6750, section 2.1).</summary>
        internal static bool IsToken(string text)
        {
            bool right = text.Length > 0 && text.Length <= MostTokenCharacters;
            foreach (char unit in text)
            {
                right &= unit > ' ' && unit < 127;
            }
            return right;
        }
    }
}

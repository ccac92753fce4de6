#nullable enable
using System;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Pairing with a server that plays the laptop, or somebody else.</summary>
    [TestFixture]
    public sealed class PairingClientTests
    {
        private const string Attempt = "0123456789abcdef0123456789abcdef";
        private const string Salt = "000102030405060708090a0b0c0d0e0f";
        private const string Code = "482913";
        private const string Secret = "G7dHR0U1w5ByR8GaCzQrCg";
        private static readonly string Id = new string('a', 32);

        [TestCase("482913", "code")]
        [TestCase("482 913", "code")]
        [TestCase("482-913", "code")]
        [TestCase(Secret, "secret")]
        public void TheRightCodePairs(string typed, string with)
        {
            using var laptop = new Laptop(with == "code" ? Code : Secret);
            PairedServer? paired = null;
            Wait.For(async () => paired = await laptop.PairAsync(typed));
            Assert.That(paired!.Token, Is.EqualTo("t0k3n"));
            Assert.That(paired.DeviceId, Is.EqualTo("d7"));
            Assert.That(paired.ServerId, Is.EqualTo(Id));
            Assert.That(paired.Name, Is.EqualTo("Gaitbox on ANNA-LAPTOP"));
            Assert.That(paired.Fingerprint, Is.EqualTo(FakeServer.Fingerprint));
            Assert.That(paired.Port, Is.EqualTo(laptop.Server.Port));
            FakeRequest[] requests = laptop.Server.Requests.ToArray();
            Assert.That(requests[0].Body, Is.EqualTo("{\"name\":\"Quest 3\",\"kind\":\"app\"}"));
            JsonObject finish = JsonReader.ReadObject(requests[1].Body);
            Assert.That(finish.Text("with"), Is.EqualTo(with));
            Assert.That(Hex.Is(finish.Text("nonce"), 32), Is.True);
            Assert.That(requests.All(request => !request.Body.Contains(typed)), Is.True);
            Assert.That(requests[1].Headers["Origin"], Is.EqualTo("https://" + laptop.Server.Address.Authority));
        }

        [Test]
        public void TheSecretOfALinkIsTakenByItself()
        {
            using var laptop = new Laptop(Secret);
            ServerAddress link = laptop.Server.Address with
            {
                Secret = Secret, Fingerprint = FakeServer.Fingerprint,
            };
            Wait.For(async () => await laptop.Client.PairAsync(link, "", "Quest 3"));
        }

        [Test]
        public void ALinkWithAnotherKeySendsNothing()
        {
            using var laptop = new Laptop(Secret);
            ServerAddress link = laptop.Server.Address with
            {
                Secret = Secret, Fingerprint = new string('0', 64),
            };
            GaitboxException problem = Wait.ForProblem(() => laptop.Client.PairAsync(link, "", "Quest 3"));
            Assert.That(problem.Kind, Is.EqualTo(Failure.WrongServer));
            Assert.That(laptop.Server.Requests, Is.Empty);
        }

        [Test]
        public void TheKeyMustStayTheSameFromTheFirstStepToTheSecond()
        {
            using var laptop = new Laptop(Code);
            laptop.AfterStart = () => laptop.Server.Transport.Keys[laptop.Server.Port] = new string('e', 64);
            GaitboxException problem = Wait.ForProblem(() => laptop.PairAsync(Code));
            Assert.That(problem.Kind, Is.EqualTo(Failure.WrongServer));
            Assert.That(laptop.Server.Requests.Count, Is.EqualTo(1));
        }

        [Test]
        public void AServerThatDoesNotKnowTheCodeIsNotTrusted()
        {
            using var laptop = new Laptop(Code) { Lies = true };
            GaitboxException problem = Wait.ForProblem(() => laptop.PairAsync(Code));
            Assert.That(problem.Kind, Is.EqualTo(Failure.WrongServer));
            Assert.That(problem.Sentence, Does.Contain("not your laptop"));
        }

        [Test]
        public void AWrongCodeSaysHowManyTriesAreLeft()
        {
            using var laptop = new Laptop("111111");
            GaitboxException problem = Wait.ForProblem(() => laptop.PairAsync(Code));
            Assert.That(problem.Kind, Is.EqualTo(Failure.WrongCode));
            Assert.That(problem.TriesLeft, Is.EqualTo(4));
            Assert.That(problem.Sentence, Is.EqualTo("Not the code."));
            Assert.That(problem.Remedy, Is.EqualTo("Look again."));
            Assert.That(problem.ToString(), Does.Not.Contain(Code));
        }

        [TestCase(409, Failure.NoCode)]
        [TestCase(410, Failure.Expired)]
        [TestCase(429, Failure.Locked)]
        [TestCase(421, Failure.Unreachable)]
        [TestCase(422, Failure.BadInput)]
        [TestCase(500, Failure.Other)]
        public void RefusalsAreTold(int status, Failure kind)
        {
            using var server = new FakeServer(request => request.JsonAsync(
                status, "{\"detail\": \"No.\", \"remedy\": \"Wait.\"}", "Retry-After: 60\r\n"));
            GaitboxException problem = Wait.ForProblem(
                () => new PairingClient(server.Transport).PairAsync(server.Address, Code, "Quest 3"));
            Assert.That(problem.Kind, Is.EqualTo(kind));
            Assert.That(problem.Sentence.Length, Is.GreaterThan(2));
            if (status == 429)
            {
                Assert.That(problem.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(60)));
            }
        }

        [TestCase("iterations", "1000", TestName = "an iteration count that makes codes cheap")]
        [TestCase("iterations", "2000000000", TestName = "an iteration count that keeps busy")]
        [TestCase("iterations", "\"100000\"", TestName = "an iteration count that is a text")]
        [TestCase("salt", "\"00\"", TestName = "a short salt")]
        [TestCase("salt", "\"zz0102030405060708090a0b0c0d0e0f\"", TestName = "a salt of other digits")]
        [TestCase("attempt", "\"1\"", TestName = "an attempt without an id")]
        [TestCase("server", "null", TestName = "a server without an id")]
        public void StartsThatAreNoneAreRefused(string member, string value)
        {
            using var laptop = new Laptop(Code) { Member = member, Value = value };
            GaitboxException problem = Wait.ForProblem(() => laptop.PairAsync(Code));
            Assert.That(problem.Kind, Is.EqualTo(Failure.Protocol));
            Assert.That(laptop.Server.Requests.Count, Is.EqualTo(1));
        }

        [TestCase("")]
        [TestCase("a\\r\\nX: y")]
        [TestCase("with blank")]
        public void TokensThatCannotBeSentAreRefused(string token)
        {
            using var laptop = new Laptop(Code) { Token = token };
            Assert.That(
                Wait.ForProblem(() => laptop.PairAsync(Code)).Kind, Is.EqualTo(Failure.Protocol));
        }

        [TestCase("not json")]
        [TestCase("[]")]
        [TestCase("{}")]
        public void AnswersThatAreNoneAreRefused(string json)
        {
            using var server = new FakeServer(request => request.JsonAsync(200, json));
            GaitboxException problem = Wait.ForProblem(
                () => new PairingClient(server.Transport).PairAsync(server.Address, Code, "Quest 3"));
            Assert.That(problem.Kind, Is.EqualTo(Failure.Protocol));
        }

        [Test]
        public void WithoutACodeNobodyIsAsked()
        {
            using var laptop = new Laptop(Code);
            Assert.That(Wait.ForProblem(() => laptop.PairAsync("")).Kind, Is.EqualTo(Failure.BadInput));
            Assert.That(laptop.Server.Requests, Is.Empty);
        }

        [TestCase("123456", true)]
        [TestCase(" 123 456 ", true)]
        [TestCase("12345", false)]
        [TestCase("1234567", false)]
        [TestCase("12345a", false)]
        [TestCase("１２３４５６", false)]
        [TestCase("", false)]
        public void CodesHaveSixDigits(string text, bool code)
        {
            Assert.That(PairingClient.IsCode(text), Is.EqualTo(code));
        }

        /// <summary>Plays the laptop's side.</summary>
        private sealed class Laptop : IDisposable
        {
            private readonly string _password;

            public Laptop(string password)
            {
                _password = password;
                Server = new FakeServer(AnswerAsync);
                Client = new PairingClient(Server.Transport);
            }

            public FakeServer Server { get; }

            public PairingClient Client { get; }

            public bool Lies { get; set; }

            public string Token { get; set; } = "t0k3n";

            public string Member { get; set; } = "";

            public string Value { get; set; } = "";

            public Action AfterStart { get; set; } = () => { };

            public Task<PairedServer> PairAsync(string typed) =>
                Client.PairAsync(Server.Address, typed, "Quest 3");

            public void Dispose() => Server.Dispose();

            private async Task AnswerAsync(FakeRequest request)
            {
                if (request.Line == "POST /pair/start")
                {
                    string json = "{\"attempt\": " + Of("attempt", "\"" + Attempt + "\"")
                        + ", \"salt\": " + Of("salt", "\"" + Salt + "\"")
                        + ", \"iterations\": " + Of("iterations", "100000") + ", \"expires_s\": 120, \"server\": "
                        + Of("server", "{\"id\": \"" + Id + "\", \"name\": \"Gaitbox on ANNA-LAPTOP\"}") + "}";
                    AfterStart();
                    await request.JsonAsync(200, json);
                    return;
                }
                JsonObject finish = JsonReader.ReadObject(request.Body);
                PairingProof proof = PairingProof.Compute(
                    _password, Hex.Decode(Salt), 100000, Attempt, finish.Text("nonce"), FakeServer.Fingerprint);
                bool right = Lies || proof.Device == finish.Text("proof");
                if (!right)
                {
                    await request.JsonAsync(
                        403, "{\"detail\": \"Not the code.\", \"remedy\": \"Look again.\", \"tries_left\": 4}");
                    return;
                }
                string mine = Lies ? new string('0', 64) : proof.Server;
                await request.JsonAsync(
                    200,
                    "{\"device\": {\"id\": \"d7\"}, \"token\": \"" + Token + "\", \"proof\": \"" + mine + "\"}");
            }

            private string Of(string member, string usual) => member == Member ? Value : usual;
        }
    }
}

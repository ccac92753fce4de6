#nullable enable
using System;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Pinning against real TLS on sockets of this machine, with a certificate as the laptop's.</summary>
    [TestFixture]
    public sealed class TlsTransportTests
    {
        private X509Certificate2? _certificate;
        private string _fingerprint = "";

        [OneTimeSetUp]
        public void MakeCertificate()
        {
            try
            {
                using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                var request = new CertificateRequest("CN=Gaitbox test", key, HashAlgorithmName.SHA256);
                DateTimeOffset begin = DateTimeOffset.UtcNow.AddDays(-1);
                using X509Certificate2 made = request.CreateSelfSigned(begin, begin.AddDays(10));
                _certificate = new X509Certificate2(made.Export(X509ContentType.Pfx));
                _fingerprint = Spki.Fingerprint(_certificate.RawData);
            }
            catch (Exception error) when (error is NotImplementedException || error is NotSupportedException)
            {
                // Unity's Mono makes no certificates; there these tests say so.
            }
        }

        [OneTimeTearDown]
        public void Dispose() => _certificate?.Dispose();

        [SetUp]
        public void NeedCertificate()
        {
            if (_certificate == null)
            {
                Assert.Ignore("this runtime makes no certificates");
            }
        }

        [Test]
        public void TheRightKeyIsTakenAndTold()
        {
            using var server = new TlsServer(_certificate!);
            Wait.For(async () =>
            {
                using PinnedConnection connection = await Connect(server.Port, _fingerprint);
                Assert.That(connection.Fingerprint, Is.EqualTo(_fingerprint));
                await connection.Stream.WriteAsync(new byte[] { 7 }, 0, 1);
                var echo = new byte[1];
                Assert.That(await connection.Stream.ReadAsync(echo, 0, 1), Is.EqualTo(1));
                Assert.That(echo[0], Is.EqualTo(7));
            });
        }

        [Test]
        public void AnyKeyIsTakenForPairing()
        {
            using var server = new TlsServer(_certificate!);
            Wait.For(async () =>
            {
                using PinnedConnection connection = await Connect(server.Port, null);
                Assert.That(connection.Fingerprint, Is.EqualTo(_fingerprint));
            });
        }

        [Test]
        public void AnotherKeyIsRefusedBeforeAByteIsSent()
        {
            using var server = new TlsServer(_certificate!);
            GaitboxException problem = Wait.ForProblem(() => Connect(server.Port, new string('0', 64)));
            Assert.That(problem.Kind, Is.EqualTo(Failure.WrongServer));
            Assert.That(server.BytesHeard, Is.EqualTo(0));
        }

        [Test]
        public void SomethingElseThanTlsIsUnreachable()
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            _ = Task.Run(async () =>
            {
                using TcpClient client = await listener.AcceptTcpClientAsync();
                byte[] words = System.Text.Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.9\r\n");
                await client.GetStream().WriteAsync(words, 0, words.Length);
                await Task.Delay(2000);
            });
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            GaitboxException problem = Wait.ForProblem(() => Connect(port, null));
            Assert.That(problem.Kind, Is.EqualTo(Failure.Unreachable));
            listener.Stop();
        }

        [Test]
        public void AClosedPortIsUnreachable()
        {
            int port;
            using (var server = new TlsServer(_certificate!))
            {
                port = server.Port;
            }
            Assert.That(Wait.ForProblem(() => Connect(port, null)).Kind, Is.EqualTo(Failure.Unreachable));
        }

        [Test]
        public void AnUnknownNameIsUnreachable()
        {
            var transport = new TlsTransport(TimeSpan.FromSeconds(20));
            GaitboxException problem = Wait.ForProblem(
                () => transport.ConnectAsync("no-such-laptop.invalid", 1, null, CancellationToken.None));
            Assert.That(problem.Kind, Is.EqualTo(Failure.Unreachable).Or.EqualTo(Failure.TimedOut));
        }

        [Test]
        public void SilenceTimesOut()
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            var transport = new TlsTransport(TimeSpan.FromMilliseconds(200));
            GaitboxException problem = Wait.ForProblem(
                () => transport.ConnectAsync("127.0.0.1", port, null, CancellationToken.None));
            Assert.That(problem.Kind, Is.EqualTo(Failure.TimedOut));
            listener.Stop();
        }

        [Test]
        public void GivingUpEndsIt()
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            using var end = new CancellationTokenSource(100);
            var transport = new TlsTransport(TimeSpan.FromSeconds(50));
            Assert.Catch<OperationCanceledException>(
                () => Wait.For(() => transport.ConnectAsync("127.0.0.1", port, null, end.Token)));
            listener.Stop();
        }

        private static Task<PinnedConnection> Connect(int port, string? fingerprint) =>
            new TlsTransport(TimeSpan.FromSeconds(20))
                .ConnectAsync("127.0.0.1", port, fingerprint, CancellationToken.None);

        /// <summary>Says back what it hears.</summary>
        private sealed class TlsServer : IDisposable
        {
            private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
            private readonly X509Certificate2 _certificate;

            public TlsServer(X509Certificate2 certificate)
            {
                _certificate = certificate;
                _listener.Start();
                Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
                _ = Task.Run(ServeAsync);
            }

            public int Port { get; }

            public int BytesHeard { get; private set; }

            public void Dispose() => _listener.Stop();

            private async Task ServeAsync()
            {
                try
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync();
                    using var stream = new SslStream(client.GetStream());
                    await stream.AuthenticateAsServerAsync(_certificate, false, SslProtocols.Tls12, false);
                    var bytes = new byte[100];
                    int count = await stream.ReadAsync(bytes, 0, bytes.Length);
                    BytesHeard += count;
                    await stream.WriteAsync(bytes, 0, count);
                }
                catch (Exception error)
                    when (HttpDoor.IsOfConnection(error) || error is AuthenticationException
                        || error is InvalidOperationException)
                {
                    // The client went away.
                }
            }
        }
    }
}

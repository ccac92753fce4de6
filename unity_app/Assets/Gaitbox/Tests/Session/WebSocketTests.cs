#nullable enable
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>The WebSocket: its handshake, its frames, and all that a server must not send.</summary>
    [TestFixture]
    public sealed class WebSocketTests
    {
        [Test]
        public void TheAnswerToAKeyIsThatOfTheStandard()
        {
            Assert.That(
                WebSocketSession.Accept("dGhlIHNhbXBsZSBub25jZQ=="),
                Is.EqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        }

        [Test]
        public void TextsGoBothWays()
        {
            using var server = new FakeServer(async request =>
            {
                await WelcomeAsync(request);
                byte[] frame = await ReadFrameAsync(request.Reader);
                await SendAsync(request, Frames.Text("you said " + Encoding.UTF8.GetString(frame)));
                await Task.Delay(5000);
            });
            Wait.For(async () =>
            {
                using ISessionSocket socket = await OpenAsync(server);
                await socket.SendAsync("héllo", CancellationToken.None);
                Assert.That(await socket.ReceiveAsync(CancellationToken.None), Is.EqualTo("you said héllo"));
            });
            FakeRequest asked = server.Requests.Single();
            Assert.That(asked.Line, Is.EqualTo("GET /session"));
            Assert.That(asked.Headers["Authorization"], Is.EqualTo("Bearer token-1"));
            Assert.That(asked.Headers["Origin"], Is.EqualTo("https://" + server.Address.Authority));
        }

        [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Failure.Other)]
        [TestCase("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", Failure.NotPaired)]
        [TestCase("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", Failure.Protocol)]
        [TestCase("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n", Failure.Protocol)]
        [TestCase("HTTP/1.1 101 Yes\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {0}\r\n\r\n", Failure.Protocol)]
        [TestCase("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {0}\r\n\r\n", Failure.Protocol)]
        [TestCase("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {0}\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n", Failure.Protocol)]
        [TestCase("", Failure.Unreachable)]
        public void HandshakesThatAreNoneAreRefused(string raw, Failure kind)
        {
            using var server = new FakeServer(request => request.WriteAsync(
                raw.Replace("{0}", WebSocketSession.Accept(request.Headers["Sec-WebSocket-Key"]))));
            GaitboxException problem = Wait.ForProblem(async () => await OpenAsync(server));
            Assert.That(problem.Kind, Is.EqualTo(kind));
        }

        [TestCase(0)]
        [TestCase(125)]
        [TestCase(126)]
        [TestCase(65535)]
        public void MessagesOfEveryLengthAreRead(int length)
        {
            string text = new string('x', length);
            Assert.That(Read(Frames.Text(text)), Is.EqualTo(new[] { text }));
        }

        [Test]
        public void PartsAreJoinedAndControlFramesMayComeBetween()
        {
            byte[] frames = Frames.Join(
                Frames.Frame(0x01, Encoding.UTF8.GetBytes("a")),
                Frames.Frame(0x89, new byte[] { 7 }),
                Frames.Frame(0x00, new byte[0]),
                Frames.Frame(0x8A, new byte[0]),
                Frames.Frame(0x80, Encoding.UTF8.GetBytes("b")),
                Frames.Text("c"));
            Assert.That(Read(frames), Is.EqualTo(new[] { "Ping", "Pong", "ab", "c" }));
        }

        [TestCase("c100", 1002, TestName = "a reserved bit")]
        [TestCase("8300", 1002, TestName = "an unknown kind")]
        [TestCase("8b00", 1002, TestName = "an unknown control frame")]
        [TestCase("8180", 1002, TestName = "a masked frame")]
        [TestCase("0900", 1002, TestName = "a ping in parts")]
        [TestCase("897e007e", 1002, TestName = "a long ping")]
        [TestCase("8000", 1002, TestName = "a part of nothing")]
        [TestCase("01008100", 1002, TestName = "a text inside of another")]
        [TestCase("817e0001", 1002, TestName = "a length of 1 in two bytes")]
        [TestCase("817f000000000000ffff", 1002, TestName = "a length of 65535 in eight bytes")]
        [TestCase("817f0000000000010001", 1009, TestName = "more than the limit")]
        [TestCase("817f7fffffffffffffff", 1009, TestName = "as much as can be")]
        [TestCase("817fffffffffffffffff", 1002, TestName = "a negative length")]
        public void FramesThatBreakTheRulesAreRefused(string hex, int code)
        {
            byte[] bytes = Hex.Decode(hex);
            Array.Resize(ref bytes, bytes.Length + 300);
            var error = Assert.Catch<SocketProtocolException>(() => Read(bytes));
            Assert.That(error!.Code, Is.EqualTo(code));
        }

        [Test]
        public void PartsTogetherAreLimited()
        {
            byte[] part = new byte[40000];
            byte[] frames = Frames.Join(Frames.Frame(0x01, part), Frames.Frame(0x80, part));
            Assert.That(
                Assert.Catch<SocketProtocolException>(() => Read(frames))!.Code, Is.EqualTo(1009));
        }

        [TestCase(0)]
        [TestCase(125)]
        [TestCase(126)]
        [TestCase(65535)]
        [TestCase(65536)]
        public void WhatIsWrittenIsMaskedAndReadBack(int length)
        {
            byte[] data = Enumerable.Range(0, length).Select(index => (byte)index).ToArray();
            byte[] mask = { 1, 2, 3, 4 };
            byte[] frame = FrameWriter.Write(FrameKind.Text, data, mask);
            Assert.That(frame[0], Is.EqualTo(0x81));
            Assert.That(frame[1] & 0x80, Is.EqualTo(0x80));
            Wait.For(async () =>
                Assert.That(await ReadFrameAsync(new ByteReader(new MemoryStream(frame))), Is.EqualTo(data)));
        }

        [Test]
        public void APingIsAnsweredWithItsBytes()
        {
            byte[] pong = new byte[0];
            using var server = new FakeServer(async request =>
            {
                await WelcomeAsync(request);
                await SendAsync(request, Frames.Frame(0x89, new byte[] { 1, 2, 3 }));
                pong = await ReadFrameAsync(request.Reader);
                await SendAsync(request, Frames.Text("thanks"));
                await Task.Delay(5000);
            });
            Wait.For(async () =>
            {
                using ISessionSocket socket = await OpenAsync(server);
                Assert.That(await socket.ReceiveAsync(CancellationToken.None), Is.EqualTo("thanks"));
            });
            Assert.That(pong, Is.EqualTo(new byte[] { 1, 2, 3 }));
        }

        [TestCase(4401)]
        [TestCase(1001)]
        public void ACloseIsAnsweredAndItsCodeIsTold(int code)
        {
            byte[] answer = new byte[0];
            using var server = new FakeServer(async request =>
            {
                await WelcomeAsync(request);
                await SendAsync(request, Frames.Close(code));
                answer = await ReadFrameAsync(request.Reader);
            });
            Assert.That(CloseCode(server), Is.EqualTo(code));
            Wait.Until(() => answer.Length == 2);
            Assert.That((answer[0] << 8) | answer[1], Is.EqualTo(code));
        }

        [Test]
        public void AConnectionThatJustEndsIsTold()
        {
            using var server = new FakeServer(WelcomeAsync);
            Assert.That(CloseCode(server), Is.EqualTo(1006));
        }

        [Test]
        public void ATextThatIsNotUtf8EndsIt()
        {
            using var server = new FakeServer(async request =>
            {
                await WelcomeAsync(request);
                await SendAsync(request, Frames.Frame(0x81, new byte[] { 0xC3, 0x28 }));
                await Task.Delay(5000);
            });
            Assert.That(CloseCode(server), Is.EqualTo(1007));
        }

        [Test]
        public void GivingUpEndsTheWait()
        {
            using var server = new FakeServer(async request =>
            {
                await WelcomeAsync(request);
                await Task.Delay(30000);
            });
            Wait.For(async () =>
            {
                using ISessionSocket socket = await OpenAsync(server);
                using var end = new CancellationTokenSource(50);
                Assert.That(await socket.ReceiveAsync(end.Token), Is.Null);
            });
        }

        [Test]
        public void AnythingIsReadOrRefused()
        {
            byte[] right = Frames.Join(
                Frames.Frame(0x01, Encoding.UTF8.GetBytes("abc")),
                Frames.Frame(0x89, new byte[] { 7 }),
                Frames.Frame(0x80, Encoding.UTF8.GetBytes("def")),
                Frames.Text(new string('x', 130)),
                Frames.Close(1000));
            var mutations = new Mutations(7);
            for (int index = 0; index < Mutations.Count; index++)
            {
                byte[] bytes = index % 4 == 0 ? mutations.Bytes(60) : mutations.Of(right);
                try
                {
                    ReadAsync(bytes).GetAwaiter().GetResult();
                }
                catch (SocketProtocolException)
                {
                    // As it should be.
                }
            }
        }

        private static Task<ISessionSocket> OpenAsync(FakeServer server) =>
            WebSocketSession.OpenAsync(server.Transport, server.Paired, "/session", CancellationToken.None);

        private static Task WelcomeAsync(FakeRequest request) => WebSocketServer.WelcomeAsync(request);

        private static Task SendAsync(FakeRequest request, byte[] frame) =>
            request.Stream.WriteAsync(frame, 0, frame.Length);

        private static Task<byte[]> ReadFrameAsync(ByteReader reader) => WebSocketServer.ReadFrameAsync(reader);

        private static int CloseCode(FakeServer server)
        {
            int code = 0;
            Wait.For(async () =>
            {
                using ISessionSocket socket = await OpenAsync(server);
                Assert.That(await socket.ReceiveAsync(CancellationToken.None), Is.Null);
                code = socket.CloseCode;
            });
            return code;
        }

        private static IReadOnlyList<string> Read(byte[] bytes)
        {
            IReadOnlyList<string> read = new string[0];
            Wait.For(async () => read = await ReadAsync(bytes));
            return read;
        }

        /// <summary>Texts, and the kinds of control frames, up to the end.</summary>
        private static async Task<IReadOnlyList<string>> ReadAsync(byte[] bytes)
        {
            var reader = new FrameReader(new ByteReader(new MemoryStream(bytes)), 65536);
            var read = new List<string>();
            try
            {
                while (true)
                {
                    SocketMessage message = await reader.ReadAsync();
                    bool control = message.Kind >= FrameKind.Close;
                    read.Add(control ? message.Kind.ToString() : Encoding.UTF8.GetString(message.Data));
                }
            }
            catch (EndOfStreamException)
            {
                return read;
            }
        }
    }
}

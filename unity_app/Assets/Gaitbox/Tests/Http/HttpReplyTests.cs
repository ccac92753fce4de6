#nullable enable
using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Answers byte by byte: bodies of every kind, and every kind of damage.</summary>
    [TestFixture]
    public sealed class HttpReplyTests
    {
        private const string Chunked =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\n6;a=b\r\npedia \r\n"
            + "E\r\nin \r\n\r\nchunks.\r\n0\r\nTrailer: x\r\n\r\n";

        [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello", 200, "he")]
        [TestCase("HTTP/1.1 200 OK\ncontent-length:2\n\nhello", 200, "he")]
        [TestCase("HTTP/1.1 200\r\n\r\nup to the end", 200, "up to the end")]
        [TestCase("HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n", 404, "")]
        [TestCase("HTTP/1.1 204 No Content\r\n\r\nignored", 204, "")]
        [TestCase("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x")]
        [TestCase(Chunked, 200, "Wikipedia in \r\n\r\nchunks.")]
        public void Reads(string raw, int status, string body)
        {
            HttpReply reply = Read(raw, out string text);
            Assert.That(reply.Status, Is.EqualTo(status));
            Assert.That(text, Is.EqualTo(body));
        }

        [TestCase("")]
        [TestCase("HTTP/1.1 200 OK\r\n")]
        [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")]
        [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel")]
        [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
        public void AnAnswerThatEndsTooEarlyIsNoAnswer(string raw)
        {
            Assert.Catch<EndOfStreamException>(() => Read(raw, out _));
        }

        [TestCase("ICY 200 OK\r\n\r\n")]
        [TestCase("HTTP/1.1 2x0 OK\r\n\r\n")]
        [TestCase("HTTP/1.1 20 OK\r\n\r\n")]
        [TestCase("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
        [TestCase("HTTP/1.1 200 OK\r\n: no name\r\n\r\n")]
        [TestCase("HTTP/1.1 200 OK\r\na b: c\r\n\r\n")]
        [TestCase("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
        [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
        [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n")]
        [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n")]
        [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n")]
        [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n")]
        public void RefusesWhatIsNotHttp(string raw)
        {
            Assert.Catch<FormatException>(() => Read(raw, out _));
        }

        [Test]
        public void LinesHeadersAndBodiesAreLimited()
        {
            string line = new string('a', 20000);
            Assert.Catch<FormatException>(() => Read("HTTP/1.1 200 OK\r\nA: " + line + "\r\n\r\n", out _));
            var many = new StringBuilder("HTTP/1.1 200 OK\r\n");
            for (int index = 0; index < 200; index++)
            {
                many.Append("A").Append(index).Append(": b\r\n");
            }
            Assert.Catch<FormatException>(() => Read(many + "\r\n", out _));
            string large = "HTTP/1.1 200 OK\r\n\r\n" + new string('x', 5000);
            Assert.Catch<FormatException>(() => Read(large, out _, 1000));
        }

        [Test]
        public void HeadersAreListsInAnyCase()
        {
            HttpReply reply = Read(
                "HTTP/1.1 200 OK\r\nconnection: keep-alive, Upgrade\r\nX: 1\r\nx: 2\r\n\r\n", out _);
            Assert.That(reply.HeaderHas("Connection", "upgrade"), Is.True);
            Assert.That(reply.HeaderHas("Connection", "up"), Is.False);
            Assert.That(reply.Header("X"), Is.EqualTo("1, 2"));
            Assert.That(reply.Header("absent"), Is.EqualTo(""));
        }

        [Test]
        public void RequestsAreWrittenAndHeadersStayOneLine()
        {
            HttpRequest request = new HttpRequest("POST", "/a?b=c", "{\"é\":1}")
                .To(new ServerAddress("fd00::2", 8771), "t0k").With("Prefer", "respond-async");
            string text = Encoding.UTF8.GetString(request.ToBytes());
            Assert.That(text, Is.EqualTo(
                "POST /a?b=c HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 8\r\n"
                + "Host: [fd00::2]:8771\r\nOrigin: https://[fd00::2]:8771\r\n"
                + "Authorization: Bearer t0k\r\nPrefer: respond-async\r\n\r\n{\"é\":1}"));
            Assert.Throws<ArgumentException>(() => request.With("A", "b\r\nC: d"));
        }

        [Test]
        public void EventsAreReadAsTheStandardSays()
        {
            const string text =
                ": hello\n\nevent: progress\ndata: {\"a\":\ndata: 1}\nid: 7\n\ndata:x\r\n\r\nevent: lost\n\ndata: y\n";
            var events = new EventReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
            int lines = 0;
            Wait.For(async () =>
            {
                ServerEvent? first = await events.ReadAsync(() => lines++);
                Assert.That(first!.Value.Name, Is.EqualTo("progress"));
                Assert.That(first.Value.Data, Is.EqualTo("{\"a\":\n1}"));
                ServerEvent? second = await events.ReadAsync(() => lines++);
                Assert.That(second!.Value.Name, Is.EqualTo("message"));
                Assert.That(second.Value.Data, Is.EqualTo("x"));
                Assert.That(await events.ReadAsync(() => lines++), Is.Null, "an event that is cut off");
            });
            Assert.That(lines, Is.EqualTo(12));
        }

        [Test]
        public void AnythingIsReadOrRefused()
        {
            byte[] right = Encoding.ASCII.GetBytes(Chunked);
            byte[] plain = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            var mutations = new Mutations(5);
            for (int index = 0; index < Mutations.Count / 4; index++) // each opens a reader
            {
                byte[] bytes = index % 8 == 0
                    ? mutations.Bytes(200)
                    : mutations.Of(index % 2 == 0 ? right : plain);
                try
                {
                    ReadBytes(bytes).GetAwaiter().GetResult();
                }
                catch (Exception error) when (error is FormatException || error is EndOfStreamException)
                {
                    // As it should be.
                }
            }
        }

        private static HttpReply Read(string raw, out string text, int most = 100000)
        {
            HttpReply? reply = null;
            string body = "";
            Wait.For(async () =>
            {
                var reader = new ByteReader(new Drip(Encoding.UTF8.GetBytes(raw)));
                reply = await HttpReply.ReadAsync(reader);
                body = await reply.ReadTextAsync(most);
            });
            text = body;
            return reply!;
        }

        private static async Task ReadBytes(byte[] raw)
        {
            var reader = new ByteReader(new MemoryStream(raw));
            HttpReply reply = await HttpReply.ReadAsync(reader);
            await reply.ReadBytesAsync(10000, count => { });
        }

        /// <summary>Gives a byte at a time, as a network may.</summary>
        private sealed class Drip : MemoryStream
        {
            public Drip(byte[] bytes)
                : base(bytes)
            {
            }

            public override Task<int> ReadAsync(
                byte[] buffer, int offset, int count, System.Threading.CancellationToken ct) =>
                Task.FromResult(Read(buffer, offset, Math.Min(1, count)));
        }
    }
}

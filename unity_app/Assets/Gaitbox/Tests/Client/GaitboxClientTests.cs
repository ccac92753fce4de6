#nullable enable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Requests of a paired headset, answered well, badly and not at all.</summary>
    [TestFixture]
    public sealed class GaitboxClientTests
    {
        private const string Motion =
            "{\"id\": \"m1\", \"prompt\": \"A \\\"limp\\\"\", \"seconds\": 8.4, \"fps\": 20, \"loop\": false,"
            + "\"avatar\": \"adult_man\", \"created\": \"2026-11-24T20:00:00Z\","
            + "\"checks\": [{\"name\": \"stance time, right\", \"requested\": \"less than 0.66 s\","
            + "  \"measured\": 0.61, \"unit\": \"s\", \"met\": true},"
            + " {\"name\": \"step width\", \"requested\": \"wide\", \"measured\": null, \"unit\": \"\", \"met\": false}],"
            + "\"impaired_regions\": [{\"region\": \"right_shank\", \"score\": 0.7, \"why\": \"short stance\"},"
            + " {\"region\": \"trunk\", \"score\": 7, \"why\": \"\"}],"
            + "\"assumptions\": [\"Adult man.\"], \"intent\": {\"not_understood\": [\"quickly\"]},"
            + "\"curves\": {\"percent\": [0, 1, 2]}, \"statement\": \"A teaching aid.\"}";

        private const string Job =
            "{\"id\": \"j1\", \"state\": \"queued\", \"progress\": {\"stage\": \"queued\", \"fraction\": 0,"
            + "\"eta_seconds\": null, \"message\": \"Waiting\"}}";

        private const string Progress =
            "event: progress\ndata: {\"stage\": \"tokens\", \"fraction\": 0.5, \"eta_seconds\": 1.5, \"message\": \"Drafting\"}\n\n";

        private const string EventHead =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

        [Test]
        public void AMotionIsMadeWithProgress()
        {
            using FakeServer server = Server((line, request) => line switch
            {
                "POST /gen_text2motion" => request.JsonAsync(202, Job),
                "GET /jobs/j1/events" => request.WriteAsync(
                    EventHead + Progress + ": alive\n\nevent: done\ndata: {\"motions\": [" + Motion + "]}\n\n"),
                _ => request.JsonAsync(404, "{}"),
            });
            var told = new List<GenerationProgress>();
            Motion motion = Run(client => client.GenerateAsync(
                "A \"limp\"", 8.5, new Relay<GenerationProgress>(told.Add)), server);
            Assert.That(motion.Id, Is.EqualTo("m1"));
            Assert.That(motion.Prompt, Is.EqualTo("A \"limp\""));
            Assert.That(motion.Seconds, Is.EqualTo(8.4));
            Assert.That(motion.Checks[0].Measured, Is.EqualTo(0.61));
            Assert.That(motion.Checks[0].Met, Is.True);
            Assert.That(motion.Checks[1].Measured, Is.Null);
            Assert.That(motion.Regions.Select(region => region.Score), Is.EqualTo(new[] { 0.7, 1.0 }));
            Assert.That(motion.NotUnderstood, Is.EqualTo(new[] { "quickly" }));
            Assert.That(motion.Statement, Is.EqualTo("A teaching aid."));
            Assert.That(told.Select(step => step.Stage), Is.EqualTo(new[] { "queued", "tokens" }));
            Assert.That(told[1].EtaSeconds, Is.EqualTo(1.5));
            FakeRequest asked = server.Requests.First();
            Assert.That(asked.Body, Is.EqualTo("{\"prompt\":\"A \\\"limp\\\"\",\"seconds\":8.5}"));
            Assert.That(asked.Headers["Prefer"], Is.EqualTo("respond-async"));
            Assert.That(asked.Headers["Authorization"], Is.EqualTo("Bearer token-1"));
            Assert.That(asked.Headers["Host"], Is.EqualTo(server.Address.Authority));
        }

        [Test]
        public void AnAnswerWithoutAJobIsTaken()
        {
            using FakeServer server = Server((line, request) =>
                request.JsonAsync(200, "{\"motions\": [" + Motion + "]}"));
            Assert.That(Run(client => client.GenerateAsync("x"), server).Id, Is.EqualTo("m1"));
        }

        [Test]
        public void AStreamThatBreaksLosesNoMotion()
        {
            int polls = 0;
            using FakeServer server = Server((line, request) => line switch
            {
                "POST /gen_text2motion" => request.JsonAsync(202, Job),
                "GET /jobs/j1/events" => request.WriteAsync(
                    "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + Progress),
                "GET /jobs/j1" => ++polls < 2
                    ? Task.CompletedTask // closes without an answer
                    : request.JsonAsync(200, "{\"state\": \"done\", \"motions\": [" + Motion + "]}"),
                _ => request.JsonAsync(404, "{}"),
            });
            Assert.That(Run(client => client.GenerateAsync("x"), server).Id, Is.EqualTo("m1"));
            Assert.That(polls, Is.EqualTo(2));
        }

        [Test]
        public void AJobThatIsForgottenIsSaid()
        {
            using FakeServer server = Server((line, request) => line switch
            {
                "POST /gen_text2motion" => request.JsonAsync(202, Job),
                "GET /jobs/j1/events" => Task.CompletedTask,
                _ => request.JsonAsync(404, "{\"detail\": \"There is nothing at this address.\"}"),
            });
            GaitboxException problem = Fail(client => client.GenerateAsync("x"), server);
            Assert.That(problem.Sentence, Does.Contain("started anew"));
        }

        [Test]
        public void AJobThatFailsSaysWhy()
        {
            using FakeServer server = Server((line, request) => line switch
            {
                "POST /gen_text2motion" => request.JsonAsync(202, Job),
                _ => request.WriteAsync(
                    EventHead + "event: failed\ndata: {\"status\": 422, \"detail\": \"Too vague.\", \"remedy\": \"Name a gait.\"}\n\n"),
            });
            GaitboxException problem = Fail(client => client.GenerateAsync("my secret case"), server);
            Assert.That(problem.Kind, Is.EqualTo(Failure.BadInput));
            Assert.That(problem.Sentence, Is.EqualTo("Too vague."));
            Assert.That(problem.Remedy, Is.EqualTo("Name a gait."));
        }

        [TestCase(401, Failure.NotPaired, "The laptop no longer knows this headset.")]
        [TestCase(403, Failure.Other, "Said.")]
        [TestCase(404, Failure.NotFound, "Said.")]
        [TestCase(421, Failure.Unreachable, "The laptop does not know this address as its own.")]
        [TestCase(422, Failure.BadInput, "Said.")]
        [TestCase(503, Failure.Other, "Said.")]
        public void RefusalsAreTold(int status, Failure kind, string sentence)
        {
            using FakeServer server = Server((line, request) =>
                request.JsonAsync(status, "{\"detail\": \"Said.\", \"remedy\": \"Do.\"}"));
            GaitboxException problem = Fail(client => client.GetAsync("m1"), server);
            Assert.That(problem.Kind, Is.EqualTo(kind));
            Assert.That(problem.Sentence, Is.EqualTo(sentence));
            Assert.That(problem.Remedy, Is.Not.Empty);
            Assert.That(problem.ToString(), Does.Not.Contain("token-1"));
        }

        [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{x}", Failure.Protocol)]
        [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", Failure.Protocol)]
        [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", Failure.Unreachable)]
        [TestCase("SSH-2.0-OpenSSH\r\n\r\n", Failure.Protocol)]
        [TestCase("", Failure.Unreachable)]
        [TestCase("HTTP/1.1 500 Oh\r\nContent-Length: 4\r\n\r\noops", Failure.Other)]
        public void AnswersThatAreNoneAreTold(string raw, Failure kind)
        {
            using FakeServer server = Server((line, request) => request.WriteAsync(raw));
            GaitboxException problem = Fail(client => client.GetAsync("m1"), server);
            Assert.That(problem.Kind, Is.EqualTo(kind));
            Assert.That(problem.Sentence, Does.EndWith("."));
        }

        [Test]
        public void AServerThatIsGoneIsTold()
        {
            FakeServer server = Server((line, request) => Task.CompletedTask);
            server.Dispose();
            GaitboxException problem = Fail(client => client.CheckAsync(), server);
            Assert.That(problem.Kind, Is.EqualTo(Failure.Unreachable));
            Assert.That(problem.Remedy, Does.Contain("Wi-Fi"));
        }

        [Test]
        public void GivingUpEndsAtOnce()
        {
            using FakeServer server = Server((line, request) => Task.Delay(30000));
            using var end = new CancellationTokenSource();
            end.CancelAfter(100);
            var client = new GaitboxClient(server.Paired, server.Transport);
            Assert.Catch<OperationCanceledException>(
                () => Wait.For(() => client.GenerateAsync("x", null, null, end.Token)));
        }

        [Test]
        public void AFileIsFetchedWithProgress()
        {
            string file = "glTF" + new string('x', 300000);
            using FakeServer server = Server((line, request) => request.WriteAsync(
                "HTTP/1.1 200 OK\r\nContent-Length: " + file.Length + "\r\n\r\n" + file));
            var told = new List<DownloadProgress>();
            byte[] bytes = Run(client => client.DownloadAsync(
                "a/../b", MotionFile.Glb, new Relay<DownloadProgress>(told.Add)), server);
            Assert.That(bytes.Length, Is.EqualTo(file.Length));
            Assert.That(told.Last(), Is.EqualTo(new DownloadProgress(file.Length, file.Length)));
            Assert.That(told.Select(part => part.Bytes), Is.Ordered);
            Assert.That(server.Requests.Single().Line, Is.EqualTo("GET /motions/a%2F..%2Fb/files/glb"));
        }

        [Test]
        public void AFileThatIsCutOffIsNoFile()
        {
            using FakeServer server = Server((line, request) =>
                request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nglTF"));
            GaitboxException problem = Fail(client => client.DownloadAsync("m1", MotionFile.Fbx), server);
            Assert.That(problem.Sentence, Is.EqualTo("The connection to the laptop broke."));
            Assert.That(server.Requests.Single().Line, Is.EqualTo("GET /motions/m1/files/fbx"));
        }

        [Test]
        public void TheLibraryIsListed()
        {
            using FakeServer server = Server((line, request) =>
                request.JsonAsync(200, "{\"motions\": [" + Motion + "], \"total\": 1}"));
            Assert.That(Run(client => client.ListAsync(5), server).Single().Id, Is.EqualTo("m1"));
            Assert.That(server.Requests.Single().Line, Is.EqualTo("GET /motions?limit=5"));
        }

        private static FakeServer Server(Func<string, FakeRequest, Task> answer) =>
            new FakeServer(request => answer(request.Line, request));

        private static T Run<T>(Func<GaitboxClient, Task<T>> work, FakeServer server)
        {
            T result = default!;
            var client = new GaitboxClient(server.Paired, server.Transport);
            Wait.For(async () => result = await work(client));
            return result;
        }

        private static GaitboxException Fail(Func<GaitboxClient, Task> work, FakeServer server)
        {
            var client = new GaitboxClient(server.Paired, server.Transport);
            return Wait.ForProblem(() => work(client));
        }
    }
}

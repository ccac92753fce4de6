// Runs the NUnit tests of an assembly and prints one JSON object a line: each test's result,
// and at the end {"passed": n, "failed": n, "skipped": n}. Exit code 0 if some passed, none failed.
using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Text;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

internal static class TestRunner
{
    private static int Main(string[] words)
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(Assembly.LoadFrom(Path.GetFullPath(words[0])), new Dictionary<string, object>());
        var result = runner.Run(new Listener(Console.Out), TestFilter.Empty);
        var skipped = result.SkipCount + result.InconclusiveCount;
        Console.WriteLine(
            $"{{\"passed\": {result.PassCount}, \"failed\": {result.FailCount}, \"skipped\": {skipped}}}");
        return result.FailCount == 0 && result.PassCount > 0 ? 0 : 1;
    }

    private sealed class Listener : ITestListener
    {
        private readonly TextWriter _out;

        public Listener(TextWriter writer) => _out = writer;

        public void TestStarted(ITest test)
        {
        }

        public void TestFinished(ITestResult result)
        {
            var failedSuite = result.Test.IsSuite && result.ResultState.Site == FailureSite.SetUp;
            if (result.Test.IsSuite && !failedSuite)
            {
                return;
            }
            var status = result.ResultState.Status.ToString().ToLowerInvariant();
            var message = $"{result.Message}\n{result.StackTrace}".Trim();
            lock (_out)
            {
                _out.WriteLine(
                    $"{{\"test\": {Quote(result.FullName)}, \"status\": {Quote(status)}, "
                    + $"\"ms\": {(int)(result.Duration * 1000)}, \"message\": {Quote(message)}}}");
            }
        }

        public void TestOutput(TestOutput output) => Console.Error.Write(output.Text);

        public void SendMessage(TestMessage message)
        {
        }

        private static string Quote(string text)
        {
            var quoted = new StringBuilder("\"");
            foreach (var unit in text)
            {
                var plain = unit >= ' ' && unit < 127 && unit != '"' && unit != '\\';
                quoted.Append(plain ? unit.ToString() : $"\\u{(int)unit:x4}");
            }
            return quoted.Append('"').ToString();
        }
    }
}

#nullable enable
using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>Waits for asynchronous work in tests that are themselves not asynchronous.</summary>
    internal static class Wait
    {
        /// <summary>Generous: nothing in these tests takes a second.</summary>
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

        /// <summary>Runs work to its end on another thread, as Unity's has a context that waits.</summary>
        public static void For(Func<Task> work)
        {
            Task task = Task.Run(work);
            if (!Task.WaitAny(new[] { task }, Limit).Equals(0))
            {
                Assert.Fail("it does not end");
            }
            task.GetAwaiter().GetResult();
        }

        /// <summary>Runs work that must end with an error for the user.</summary>
        public static GaitboxException ForProblem(Func<Task> work)
        {
            try
            {
                For(work);
            }
            catch (GaitboxException problem)
            {
                return problem;
            }
            Assert.Fail("it did not fail");
            throw new InvalidOperationException();
        }

        /// <summary>Waits until something holds, draining a pump meanwhile.</summary>
        public static void Until(Func<bool> holds, EventPump? pump = null, string what = "")
        {
            var watch = Stopwatch.StartNew();
            while (true)
            {
                pump?.Drain();
                if (holds())
                {
                    return;
                }
                if (watch.Elapsed > Limit)
                {
                    Assert.Fail("it does not come to be: " + what);
                }
                Thread.Sleep(2);
            }
        }
    }
}

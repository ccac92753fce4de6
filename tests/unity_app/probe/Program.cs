#nullable enable
using System;
using System.Threading.Tasks;
using Gaitbox.Core;

namespace Gaitbox.Probe
{
    /// <summary>
    /// The app's core as a console program against a real server. It prints a JSON object a line,
    /// each with "event" and "ms" since the start, and ends with 0 if all went well, 1 for a
    /// problem that a user would be told, 2 for a wrong command line, 3 where nothing was found.
    /// </summary>
    internal static class Program
    {
        private const string Usage =
            "discover [--limit S] | pair CODE|LINK [--address A] | prompt TEXT [--seconds S] [--out DIR]"
            + " | library | follow SECONDS | all CODE|LINK TEXT SECONDS [--address A]"
            + " | flow SECONDS [--code C] [--enter A]; --store DIR keeps the pairing";

        private static async Task<int> Main(string[] arguments)
        {
            Commands.Begin();
            try
            {
                var options = new Options(arguments);
                var commands = new Commands(options);
                return await RunAsync(commands, options).ConfigureAwait(false);
            }
            catch (FormatException error)
            {
                new JsonLine("usage").With("detail", error.Message).With("usage", Usage).Write();
                return 2;
            }
            catch (GaitboxException error)
            {
                Commands.Tell(error);
                return 1;
            }
        }

        private static async Task<int> RunAsync(Commands commands, Options options)
        {
            switch (options.Word(0))
            {
                case "discover":
                    return await commands.DiscoverAsync().ConfigureAwait(false);
                case "pair":
                    return await commands.PairAsync(options.Word(1)).ConfigureAwait(false);
                case "prompt":
                    return await commands.PromptAsync(options.Word(1)).ConfigureAwait(false);
                case "library":
                    return await commands.LibraryAsync().ConfigureAwait(false);
                case "follow":
                    return await commands.FollowAsync(options.NumberAt(1)).ConfigureAwait(false);
                case "flow":
                    return await new FlowCommand(options).RunAsync(options.NumberAt(1)).ConfigureAwait(false);
                case "all":
                    int code = await commands.PairAsync(options.Word(1)).ConfigureAwait(false);
                    code = code == 0
                        ? await commands.PromptAsync(options.Word(2)).ConfigureAwait(false)
                        : code;
                    return code == 0
                        ? await commands.FollowAsync(options.NumberAt(3)).ConfigureAwait(false)
                        : code;
                default:
                    throw new FormatException("there is no such command");
            }
        }
    }
}

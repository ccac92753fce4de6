#nullable enable
using System;
using System.Collections.Generic;

namespace Gaitbox.Editor
{
    /// <summary>What a build was asked for on the command line, behind "--".</summary>
    internal sealed class BuildArguments
    {
        private BuildArguments(string output, bool development)
        {
            Output = output;
            Development = development;
        }

        /// <summary>Where the APK goes.</summary>
        public string Output { get; }

        /// <summary>Whether it can be debugged and profiled.</summary>
        public bool Development { get; }

        /// <summary>Reads Unity's whole command line.</summary>
        /// <exception cref="SetupException">An option is unknown or lacks its value.</exception>
        public static BuildArguments Parse(IReadOnlyList<string> commandLine)
        {
            string output = "gaitbox.apk";
            bool development = false;
            for (int i = IndexOf(commandLine, "--") + 1; i > 0 && i < commandLine.Count; i++)
            {
                switch (commandLine[i])
                {
                    case "--out" when i + 1 < commandLine.Count:
                        output = commandLine[++i];
                        break;
                    case "--development":
                        development = true;
                        break;
                    default:
                        throw new SetupException(
                            "\"" + commandLine[i] + "\" is not understood. After \"--\" come --out FILE "
                            + "and --development.");
                }
            }
            bool apk = output.EndsWith(".apk", StringComparison.OrdinalIgnoreCase);
            return new BuildArguments(apk ? output : output + ".apk", development);
        }

        private static int IndexOf(IReadOnlyList<string> texts, string wanted)
        {
            for (int i = 0; i < texts.Count; i++)
            {
                if (texts[i] == wanted)
                {
                    return i;
                }
            }
            return -1;
        }
    }
}

#nullable enable
using System.Collections.Generic;

namespace Gaitbox.Editor
{
    /// <summary>
    /// Which bone of a Gaitbox avatar is which bone of Unity's human: the 22 that move, by their
    /// Mixamo names.
    /// </summary>
    internal static class HumanBones
    {
        /// <summary>Bone of the FBX by the name that Unity's avatar has for it.</summary>
        public static readonly IReadOnlyDictionary<string, string> Mixamo = new Dictionary<string, string>
        {
            ["Hips"] = "Hips",
            ["Spine"] = "Spine",
            ["Chest"] = "Spine1",
            ["UpperChest"] = "Spine2",
            ["Neck"] = "Neck",
            ["Head"] = "Head",
            ["LeftUpperLeg"] = "LeftUpLeg",
            ["LeftLowerLeg"] = "LeftLeg",
            ["LeftFoot"] = "LeftFoot",
            ["LeftToes"] = "LeftToeBase",
            ["RightUpperLeg"] = "RightUpLeg",
            ["RightLowerLeg"] = "RightLeg",
            ["RightFoot"] = "RightFoot",
            ["RightToes"] = "RightToeBase",
            ["LeftShoulder"] = "LeftShoulder",
            ["LeftUpperArm"] = "LeftArm",
            ["LeftLowerArm"] = "LeftForeArm",
            ["LeftHand"] = "LeftHand",
            ["RightShoulder"] = "RightShoulder",
            ["RightUpperArm"] = "RightArm",
            ["RightLowerArm"] = "RightForeArm",
            ["RightHand"] = "RightHand",
        };

        /// <summary>What is wrong with a mapping, a line each; empty if it is right.</summary>
        /// <param name="found">Bone of the FBX by the name that Unity's avatar has for it.</param>
        public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> found)
        {
            var lines = new List<string>();
            foreach (KeyValuePair<string, string> wanted in Mixamo)
            {
                if (!found.TryGetValue(wanted.Key, out string? bone))
                {
                    lines.Add(wanted.Key + " has no bone, should be " + wanted.Value);
                }
                else if (bone != wanted.Value)
                {
                    lines.Add(wanted.Key + " is " + bone + ", should be " + wanted.Value);
                }
            }
            return lines;
        }
    }
}

#nullable enable
using UnityEngine;
using UnityEngine.Rendering;

namespace Gaitbox.App
{
    /// <summary>
    /// The few materials that the app starts from. ProjectSetup makes them under Resources, so that
    /// their shaders are in the build; without it, in the Editor, they are made here.
    /// </summary>
    internal static class Templates
    {
        /// <summary>Name of the patient's material under Resources.</summary>
        public const string PatientName = "GaitboxPatient";

        /// <summary>Name of the material of rays and marks under Resources.</summary>
        public const string MarkName = "GaitboxMark";

        /// <summary>Shader of the patient: lit, without the cost of physically based light.</summary>
        public const string PatientShader = "Universal Render Pipeline/Simple Lit";

        /// <summary>Shader of rays and marks.</summary>
        public const string MarkShader = "Universal Render Pipeline/Unlit";

        private static readonly int Cull = Shader.PropertyToID("_Cull");

        /// <summary>A new material for a part of the patient.</summary>
        public static Material Patient() => Make(PatientName, PatientShader);

        /// <summary>A new material for a ray or a mark on the floor, seen from both sides.</summary>
        public static Material Mark()
        {
            Material material = Make(MarkName, MarkShader);
            material.SetFloat(Cull, (float)CullMode.Off);
            return material;
        }

        private static Material Make(string name, string shader)
        {
            Material template = Resources.Load<Material>(name);
            return template ? new Material(template) : new Material(Shader.Find(shader));
        }
    }
}

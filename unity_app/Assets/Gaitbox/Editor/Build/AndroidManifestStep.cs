#nullable enable
using System.IO;
using System.Xml;
using UnityEditor.Android;

namespace Gaitbox.Editor
{
    /// <summary>Completes Android's manifest while Unity builds.</summary>
    internal sealed class AndroidManifestStep : IPostGenerateGradleAndroidProject
    {
        /// <summary>After the XR packages, whose order is 1.</summary>
        public int callbackOrder => 100;

        /// <inheritdoc/>
        public void OnPostGenerateGradleAndroidProject(string path)
        {
            string file = Path.Combine(path, "src", "main", "AndroidManifest.xml");
            var manifest = new XmlDocument();
            manifest.Load(file);
            AndroidManifest.Complete(manifest);
            manifest.Save(file);
        }
    }
}

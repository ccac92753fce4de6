#nullable enable
using System.Collections.Generic;
using System.Linq;
using System.Xml;
using NUnit.Framework;

namespace Gaitbox.Editor.Tests
{
    public sealed class EditorTests
    {
        private const string Empty =
            "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\"><application/></manifest>";

        private static XmlDocument Completed(string text)
        {
            var manifest = new XmlDocument();
            manifest.LoadXml(text);
            AndroidManifest.Complete(manifest);
            // As Android's tools see it.
            var read = new XmlDocument();
            read.LoadXml(manifest.OuterXml);
            return read;
        }

        private static string[] Names(XmlDocument manifest, string tag)
        {
            return manifest.DocumentElement!.ChildNodes.OfType<XmlElement>()
                .Where(element => element.Name == tag)
                .Select(element => element.GetAttribute("android:name"))
                .ToArray();
        }

        [Test]
        public void TheManifestAsksForTheNetworkAndTheHands()
        {
            XmlDocument manifest = Completed(Empty);
            Assert.That(Names(manifest, "uses-permission"), Does.Contain("android.permission.INTERNET"));
            Assert.That(Names(manifest, "uses-permission"), Does.Contain("com.oculus.permission.HAND_TRACKING"));
            Assert.That(Names(manifest, "uses-feature"), Does.Contain("oculus.software.overlay_keyboard"));
            Assert.That(manifest.OuterXml, Does.Contain("android:required=\"false\""));
        }

        [Test]
        public void WithoutMulticastAndMicrophone()
        {
            string text = Completed(Empty).OuterXml;
            Assert.That(text, Does.Not.Contain("MULTICAST"));
            Assert.That(text, Does.Not.Contain("RECORD_AUDIO"));
        }

        [Test]
        public void TheCamerasAreForScanningAndNotRequired()
        {
            XmlDocument manifest = Completed(Empty);
            Assert.That(Names(manifest, "uses-permission"), Does.Contain("android.permission.CAMERA"));
            Assert.That(
                Names(manifest, "uses-permission"), Does.Contain("horizonos.permission.HEADSET_CAMERA"));
            XmlElement camera = manifest.DocumentElement!.ChildNodes.OfType<XmlElement>()
                .Single(element => element.GetAttribute("android:name") == "android.hardware.camera");
            Assert.That(camera.GetAttribute("android:required"), Is.EqualTo("false"));
        }

        [Test]
        public void TwiceIsAsOnce()
        {
            string once = Completed(Empty).OuterXml;
            Assert.That(Completed(once).OuterXml, Is.EqualTo(once));
        }

        [Test]
        public void WhatIsThereStaysAsItIs()
        {
            string there = Empty.Replace(
                "<application/>",
                "<application/><uses-feature android:name=\"oculus.software.handtracking\" "
                + "android:required=\"true\"/>");
            string text = Completed(there).OuterXml;
            int count = text.Split(new[] { "oculus.software.handtracking" }, System.StringSplitOptions.None).Length;
            Assert.That(count, Is.EqualTo(2));
            Assert.That(text, Does.Contain("handtracking\" android:required=\"true\""));
        }

        [TestCase("Unity -batchmode", "gaitbox.apk", false)]
        [TestCase("Unity -batchmode -- --out build/a.apk", "build/a.apk", false)]
        [TestCase("Unity -- --development --out b", "b.apk", true)]
        public void TheCommandLineSaysWhereTo(string line, string output, bool development)
        {
            BuildArguments arguments = BuildArguments.Parse(line.Split(' '));
            Assert.That(arguments.Output, Is.EqualTo(output));
            Assert.That(arguments.Development, Is.EqualTo(development));
        }

        [TestCase("Unity -- --out")]
        [TestCase("Unity -- --outt a.apk")]
        [TestCase("Unity -- a.apk")]
        public void AWrongCommandLineIsSaid(string line)
        {
            var error = Assert.Throws<SetupException>(() => BuildArguments.Parse(line.Split(' ')));
            Assert.That(error!.Message, Does.Contain("--out FILE"));
        }

        [TestCase("Assets/Walks/gaitbox-0123.fbx", true)]
        [TestCase("Assets/Walks/GAITBOX-0123.FBX", true)]
        [TestCase("Assets/Gaitbox/limp.fbx", true)]
        [TestCase("Assets/Walks/limp.fbx", false)]
        [TestCase("Assets/Walks/gaitbox-0123.glb", false)]
        [TestCase("Assets/Walks/gaitbox.fbx", false)]
        [TestCase("Assets/Walks/Gaitbox", false)]
        public void WalksAreKnownByNameOrFolder(string path, bool ours)
        {
            Assert.That(GaitboxFbx.Is(path), Is.EqualTo(ours));
        }

        [Test]
        public void ARightMappingIsAccepted()
        {
            var found = HumanBones.Mixamo.ToDictionary(pair => pair.Key, pair => pair.Value);
            Assert.That(HumanBones.Differences(found), Is.Empty);
        }

        [Test]
        public void AWrongMappingIsSaid()
        {
            Dictionary<string, string> found = HumanBones.Mixamo.ToDictionary(p => p.Key, p => p.Value);
            found["LeftUpperLeg"] = "RightUpLeg";
            found.Remove("Head");
            Assert.That(HumanBones.Differences(found), Is.EqualTo(new[]
            {
                "Head has no bone, should be Head",
                "LeftUpperLeg is RightUpLeg, should be LeftUpLeg",
            }));
        }
    }
}

#nullable enable
using System.Collections.Generic;
using System.Net;
using Gaitbox.Core;
using Gaitbox.Presenters;
using NUnit.Framework;

namespace Gaitbox.App.Tests
{
    public sealed class PanelTests
    {
        [TestCase(0.4567, "m", "45.7 cm")]
        [TestCase(-0.004, "m", "−0.4 cm")]
        [TestCase(12.34, "deg", "12.3°")]
        [TestCase(61.6, "%", "62%")]
        [TestCase(98.4, "1/min", "98 steps/min")]
        [TestCase(0.987, "ratio", "0.99")]
        [TestCase(-0.001, "m/s", "0.00 m/s")]
        [TestCase(null, "m", "–")]
        [TestCase(double.NaN, "m", "–")]
        public void ValuesAreWrittenAsATherapistWritesThem(double? value, string unit, string text)
        {
            Assert.That(Quantity.Text(value, unit), Is.EqualTo(text));
        }

        [TestCase("at least 10", "%", "at least 10%")]
        [TestCase("at most 8 deg", "deg", "at most 8°")]
        [TestCase("slow", "m/s", "slow")]
        public void RequirementsTakeTheirUnit(string requirement, string unit, string text)
        {
            Assert.That(Quantity.Requested(requirement, unit), Is.EqualTo(text));
        }

        private static Motion WithChecks(int met, int unmet)
        {
            var checks = new List<MotionCheck>();
            for (int i = 0; i < met; i++)
            {
                checks.Add(new MotionCheck("met " + i, "yes", 1, "", true));
            }
            for (int i = 0; i < unmet; i++)
            {
                checks.Add(new MotionCheck("unmet " + i, "yes", 0, "", false));
            }
            var regions = new[]
            {
                new ImpairedRegion("left_shank", 0.8, "drags"),
                new ImpairedRegion("trunk", 0.01, ""),
            };
            return new Motion { Prompt = "limps", Checks = checks, Regions = regions };
        }

        [Test]
        public void UnmetChecksComeFirstAndNoneIsHiddenSilently()
        {
            var table = new ChecksTable(WithChecks(5, 2), 4, 6);
            Assert.That(table.Lines[0].Name, Is.EqualTo("unmet 0"));
            Assert.That(table.Lines[1].Name, Is.EqualTo("unmet 1"));
            Assert.That(table.Lines[2].Name, Is.EqualTo("met 0"));
            Assert.That(table.Lines.Count, Is.EqualTo(4));
            Assert.That(table.Summary, Is.EqualTo("5 of 7 requested are met; 3 more on the laptop"));
        }

        [Test]
        public void RegionsAreNamedInWords()
        {
            var table = new ChecksTable(WithChecks(1, 0), 4, 6);
            Assert.That(table.Regions, Is.EqualTo(new[] { "left shank: marked" }));
        }

        [Test]
        public void NothingToMeasureIsSaid()
        {
            var table = new ChecksTable(new Motion { Prompt = "walks" }, 4, 6);
            Assert.That(table.Summary, Does.Contain("Nothing"));
            Assert.That(table.Lines, Is.Empty);
        }

        private static ConnectionView View(ConnectionStep step, string sentence = "", params string[] remedies)
        {
            var found = new List<FoundServer>();
            for (int i = 0; i < 6; i++)
            {
                var addresses = new[] { IPAddress.Parse("192.168.1." + (20 + i)) };
                found.Add(new FoundServer("Gaitbox on LAPTOP-" + i, "l.local", addresses, 8771, "", "", ""));
            }
            return new ConnectionView(step, found, "Gaitbox on ANNA-LAPTOP", sentence, remedies);
        }

        [Test]
        public void FoundLaptopsAreOfferedByNameAndAddress()
        {
            var screen = new ConnectionScreen(View(ConnectionStep.Choosing), 4);
            Assert.That(screen.Laptops.Count, Is.EqualTo(4));
            Assert.That(
                ConnectionScreen.Label(screen.Laptops[0]),
                Is.EqualTo("Gaitbox on LAPTOP-0\n192.168.1.20:8771"));
            Assert.That(screen.OffersAddress);
            Assert.That(screen.AsksCode, Is.False);
        }

        [Test]
        public void TheCodeIsAskedForWithTheLaptopsName()
        {
            var screen = new ConnectionScreen(View(ConnectionStep.AskingCode), 4);
            Assert.That(screen.AsksCode);
            Assert.That(screen.Title, Does.Contain("ANNA-LAPTOP"));
            Assert.That(screen.Text, Does.Contain("six digits"));
            Assert.That(screen.Laptops, Is.Empty);
        }

        [Test]
        public void AdviceShowsTheSentenceAndEveryRemedy()
        {
            var screen = new ConnectionScreen(
                View(ConnectionStep.Advice, "No laptop answered.", "Type the address.", "Use a hotspot."), 4);
            Assert.That(screen.Text, Is.EqualTo("No laptop answered.\nType the address.\nUse a hotspot."));
            Assert.That(screen.OffersAddress);
            Assert.That(screen.OffersSearch);
        }

        [Test]
        public void ALostLaptopCanBeForgotten()
        {
            var screen = new ConnectionScreen(View(ConnectionStep.Lost, "Lost."), 4);
            Assert.That(screen.OffersForget);
            Assert.That(screen.OffersAddress, Is.False);
            Assert.That(new ConnectionScreen(View(ConnectionStep.Choosing), 4).OffersForget, Is.False);
        }

        [TestCase(ConnectionStep.Idle, false)]
        [TestCase(ConnectionStep.Connected, false)]
        [TestCase(ConnectionStep.Lost, true)]
        [TestCase(ConnectionStep.Searching, true)]
        public void ThePanelIsThereWhenItIsNeeded(ConnectionStep step, bool visible)
        {
            Assert.That(new ConnectionScreen(View(step), 4).Visible, Is.EqualTo(visible));
        }

        [Test]
        public void SixDigitsAreACode()
        {
            var pad = new CodePad();
            var entered = new List<string>();
            pad.Entered += entered.Add;
            foreach (int digit in new[] { 4, 8, 9 })
            {
                pad.Digit(digit);
            }
            Assert.That(pad.Shown, Is.EqualTo("489 ···"));
            pad.Back();
            foreach (int digit in new[] { 2, 1, 0 })
            {
                pad.Digit(digit);
            }
            Assert.That(entered, Is.Empty);
            pad.Digit(7);
            Assert.That(entered, Is.EqualTo(new[] { "482107" }));
            Assert.That(pad.Shown, Is.EqualTo("··· ···"));
            pad.Back();
            Assert.That(pad.Shown, Is.EqualTo("··· ···"));
        }

        [Test]
        public void APromptIsTrimmedAndCut()
        {
            var screen = new PromptScreen();
            Assert.That(screen.Take("  a man\nlimps "));
            Assert.That(screen.Prompt, Is.EqualTo("a man limps"));
            Assert.That(screen.Take(new string('x', 600)));
            Assert.That(screen.Prompt.Length, Is.EqualTo(PromptScreen.MostCharacters));
            Assert.That(screen.Take(" \n "), Is.False);
        }

        [Test]
        public void ProgressNeverGoesBackAndSaysWhatIsLeft()
        {
            var screen = new PromptScreen();
            screen.Take("limps");
            screen.Begin();
            screen.Report(new GenerationProgress("tokens", 0.6, 12.2, "Drawing the walk"));
            Assert.That(screen.Message, Is.EqualTo("Drawing the walk, about 12 s left"));
            screen.Report(new GenerationProgress("tokens", 0.4, null, "Measuring"));
            Assert.That(screen.Fraction, Is.EqualTo(0.6));
            Assert.That(screen.Message, Is.EqualTo("Measuring"));
            screen.Done();
            screen.Report(new GenerationProgress("tokens", 0.9, 1, "late"));
            Assert.That(screen.Message, Does.Not.Contain("late"));
        }

        [Test]
        public void AFailureSaysWhatToDoAndKeepsTheSentence()
        {
            var screen = new PromptScreen();
            int changes = 0;
            screen.Changed += () => changes++;
            screen.Take("limps");
            screen.Begin();
            screen.Fail(new GaitboxException("It could not be made.", "Say it in other words."));
            Assert.That(screen.Making, Is.False);
            Assert.That(screen.Prompt, Is.EqualTo("limps"));
            Assert.That(screen.Message, Is.EqualTo("It could not be made.\nSay it in other words."));
            Assert.That(changes, Is.EqualTo(2));
        }

        [TestCase(0.4, "nearly done")]
        [TestCase(12.0, "about 12 s left")]
        [TestCase(150.0, "about 2 min left")]
        [TestCase(null, "")]
        [TestCase(double.PositiveInfinity, "")]
        public void TheRestIsToldRoughly(double? seconds, string text)
        {
            Assert.That(PromptScreen.Remaining(seconds), Is.EqualTo(text));
        }

        [Test]
        public void EveryExampleIsASentenceTheServerTakes()
        {
            foreach (ExampleCase example in ExampleCases.All)
            {
                Assert.That(new PromptScreen().Take(example.Prompt), example.Label);
                Assert.That(example.Prompt, Does.EndWith("."));
            }
        }
    }
}

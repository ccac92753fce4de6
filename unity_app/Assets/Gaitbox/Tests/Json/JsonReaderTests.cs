#nullable enable
using System;
using System.Collections.Generic;
using System.Text;
using NUnit.Framework;

namespace Gaitbox.Core.Tests
{
    /// <summary>JSON: what is read, what is refused, and that nothing else happens.</summary>
    [TestFixture]
    public sealed class JsonReaderTests
    {
        [TestCase("0", 0.0)]
        [TestCase("-0.5", -0.5)]
        [TestCase("1e3", 1000.0)]
        [TestCase("1.25E-2", 0.0125)]
        [TestCase("  9007199254740991 ", 9007199254740991.0)]
        [TestCase("true", true)]
        [TestCase("false", false)]
        [TestCase("null", null)]
        [TestCase("\"\"", "")]
        [TestCase("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", "a\"\\/\b\f\n\r\té")]
        [TestCase("\"\\ud83d\\ude00\"", "😀")]
        [TestCase("\"hémi → 歩行\"", "hémi → 歩行")]
        public void ReadsValues(string text, object? expected)
        {
            Assert.That(JsonReader.Read(text), Is.EqualTo(expected));
        }

        [TestCase("")]
        [TestCase("   ")]
        [TestCase("{")]
        [TestCase("[1,]")]
        [TestCase("[1 2]")]
        [TestCase("[,1]")]
        [TestCase("{\"a\" 1}")]
        [TestCase("{\"a\":1,}")]
        [TestCase("{a:1}")]
        [TestCase("{\"a\":1,\"a\":2}", TestName = "a name comes twice")]
        [TestCase("1 2")]
        [TestCase("01")]
        [TestCase("+1")]
        [TestCase("1.")]
        [TestCase(".5")]
        [TestCase("1e")]
        [TestCase("-")]
        [TestCase("1e999", TestName = "infinite")]
        [TestCase("NaN")]
        [TestCase("tru")]
        [TestCase("nullx")]
        [TestCase("'a'")]
        [TestCase("\"a")]
        [TestCase("\"\\x41\"")]
        [TestCase("\"\\u12g4\"")]
        [TestCase("\"\\u12\"")]
        [TestCase("\"a\nb\"", TestName = "a line break inside a text")]
        [TestCase("// c\n1", TestName = "a comment")]
        [TestCase("\u00a01", TestName = "a blank that is none")]
        public void RefusesWhatIsNotJson(string text)
        {
            Assert.Throws<FormatException>(() => JsonReader.Read(text));
        }

        [Test]
        public void ReadsObjectsAndArrays()
        {
            JsonObject data = JsonReader.ReadObject(
                " { \"a\" : [ 1 , {\"b\": \"x\"}, [], {} ] , \"c\": \"d\" } ");
            Assert.That(data.Count, Is.EqualTo(2));
            Assert.That(((List<object?>)data.Value("a")!).Count, Is.EqualTo(4));
            Assert.That(data.Objects("a")[0].Text("b"), Is.EqualTo("x"));
            Assert.That(data.Text("c"), Is.EqualTo("d"));
        }

        [Test]
        public void MissingOrOtherTypesReadAsTheDefault()
        {
            JsonObject data = JsonReader.ReadObject("{\"text\": 1, \"number\": \"x\", \"flag\": null}");
            Assert.That(data.Text("text", "none"), Is.EqualTo("none"));
            Assert.That(data.Words("text"), Is.EqualTo("1"));
            Assert.That(data.Number("number"), Is.Null);
            Assert.That(data.Flag("flag", true), Is.True);
            Assert.That(data.Object("absent"), Is.Null);
            Assert.That(data.Objects("text"), Is.Empty);
        }

        [TestCase(64, false)]
        [TestCase(65, true)]
        [TestCase(100000, true)]
        public void DepthIsLimited(int depth, bool refused)
        {
            string text = new string('[', depth) + "0" + new string(']', depth);
            if (refused)
            {
                Assert.Throws<FormatException>(() => JsonReader.Read(text));
            }
            else
            {
                Assert.That(JsonReader.Read(text), Is.Not.Null);
            }
        }

        [Test]
        public void ErrorsDoNotQuoteTheText()
        {
            var error = Assert.Throws<FormatException>(() => JsonReader.Read("\"secret prompt"));
            Assert.That(error!.Message, Does.Not.Contain("secret"));
        }

        [Test]
        public void WhatWasWrittenIsRead()
        {
            string odd = "\"\\\u0000\u001f\u007f é 歩 😀 \u2028/";
            string text = new JsonWriter().Begin()
                .Text("odd\"", odd).Number("n", -0.1).Number("big", 1e300).Flag("yes", true)
                .Text("none", null)
                .Name("list").BeginArray().Number(1).Text("two").Begin().End().EndArray()
                .End().ToString();
            JsonObject data = JsonReader.ReadObject(text);
            Assert.That(data.Text("odd\""), Is.EqualTo(odd));
            Assert.That(data.Number("n"), Is.EqualTo(-0.1));
            Assert.That(data.Number("big"), Is.EqualTo(1e300));
            Assert.That(data.Flag("yes"), Is.True);
            Assert.That(((List<object?>)data.Value("list")!).Count, Is.EqualTo(3));
        }

        [TestCase(double.NaN)]
        [TestCase(double.PositiveInfinity)]
        public void NumbersThatJsonHasNotAreNotWritten(double number)
        {
            Assert.Throws<ArgumentException>(() => new JsonWriter().Number(number));
        }

        [Test]
        public void AnythingIsReadOrRefused()
        {
            byte[] right = Encoding.UTF8.GetBytes(
                "{\"id\": \"a\\u00e9\", \"n\": [1, -2.5e3, true, null, {\"x\": {}}], \"s\": \"\\\\\"}");
            var mutations = new Mutations(1);
            int read = 0;
            for (int index = 0; index < Mutations.Count; index++)
            {
                byte[] bytes = index % 4 == 0 ? mutations.Bytes(60) : mutations.Of(right);
                try
                {
                    JsonReader.Read(Encoding.UTF8.GetString(bytes));
                    read++;
                }
                catch (FormatException)
                {
                    // As it should be.
                }
            }
            Assert.That(read, Is.GreaterThan(0).And.LessThan(Mutations.Count));
        }
    }
}

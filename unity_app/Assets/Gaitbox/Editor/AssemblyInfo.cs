using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Gaitbox.Editor.Tests")]

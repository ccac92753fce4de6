using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Gaitbox.Tests")]

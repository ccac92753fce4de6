// The C# compiler's command line (response files, -r:, -out:, -langversion:, -nullable, -define:,
// -warnaserror+ and the rest) over the public interface of Roslyn's libraries.
using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

internal static class Compiler
{
    private const int Failed = 1;
    private const int BadCommandLine = 2;

    private static int Main(string[] words)
    {
        var folder = Directory.GetCurrentDirectory();
        var wanted = CSharpCommandLineParser.Default.Parse(words, folder, null);
        foreach (var error in wanted.Errors)
        {
            Console.WriteLine(error);
        }
        if (wanted.Errors.Any(error => error.Severity == DiagnosticSeverity.Error))
        {
            return BadCommandLine;
        }
        return Emit(wanted) ? 0 : Failed;
    }

    private static bool Emit(CSharpCommandLineArguments wanted)
    {
        var trees = wanted.SourceFiles.Select(file => CSharpSyntaxTree.ParseText(
            SourceText.From(File.ReadAllText(file.Path), Encoding.UTF8),
            wanted.ParseOptions,
            file.Path));
        var references = wanted.MetadataReferences.Select(reference =>
            (MetadataReference)MetadataReference.CreateFromFile(
                Path.GetFullPath(reference.Reference), reference.Properties));
        var name = wanted.CompilationName ?? Path.GetFileNameWithoutExtension(wanted.OutputFileName);
        var compilation = CSharpCompilation.Create(
            name, trees, references, wanted.CompilationOptions);
        var output = Path.Combine(wanted.OutputDirectory, wanted.OutputFileName);
        using var assembly = File.Create(output);
        using var symbols = File.Create(Path.ChangeExtension(output, ".pdb"));
        var format = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb);
        var result = compilation.Emit(assembly, symbols, options: format);
        foreach (var diagnostic in result.Diagnostics)
        {
            if (diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            {
                Console.WriteLine(diagnostic);
            }
        }
        return result.Success;
    }
}

using System.CommandLine;
using Rayforce.Native;

namespace Rayforce.Cli.Commands;

/// <summary><c>rayforce native</c>: says which native Rayforce there is, and what it can do.</summary>
internal static class NativeCommand
{
    private static readonly Argument<string?> Where = new("PATH")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "A library, a virtual environment, a Python, or a folder that rayforce-py is installed in. " +
            "Default: the one that serve --engine native takes.",
    };

    public static Command Create()
    {
        var command = new Command("native", "Say which native Rayforce there is, where, and what it can do.") { Where };
        command.SetAction(async (parse, _) =>
        {
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            try
            {
                await WriteAsync(output, parse.GetValue(Where));
                return ExitCode.Success;
            }
            catch (RayNativeException exception)
            {
                await error.WriteLineAsync(exception.Message);
                return ExitCode.Trouble;
            }
        });
        return command;
    }

    private static async Task WriteAsync(TextWriter output, string? path)
    {
        var library = RayNativeLibrary.Load(new RayNativeOptions { LibraryPath = FindLibrary(path) });
        var package = RayNativeLibrary.Find(Path.GetDirectoryName(library.Path));
        await output.WriteLineAsync($"library:     {library.Path}");
        await output.WriteLineAsync($"core:        {library.Version}, wire version {(int)library.WireVersion}");
        if (package?.PackageVersion is not null)
        {
            await output.WriteLineAsync($"package:     rayforce-py {package.PackageVersion}");
            await output.WriteLineAsync($"executable:  {package.BinaryPath ?? "none"}");
        }

        await output.WriteLineAsync($"restricted:  {(library.CanRestrict ? "yes" : "no: --restricted is refused")}");
        await output.WriteLineAsync($"interrupt:   {(library.CanInterrupt ? "at a risk: --interrupt" : "no")}");
    }

    /// <summary>A file may be a Python, which says where its package is.</summary>
    private static string? FindLibrary(string? path) =>
        path is not null && File.Exists(path) ? RayNativeLibrary.Find(path)?.LibraryPath ?? path : path;
}

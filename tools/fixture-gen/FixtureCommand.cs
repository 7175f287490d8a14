using System.CommandLine;
using Rayforce.Native;

namespace Rayforce.FixtureGen;

/// <summary>The command line.</summary>
internal static class FixtureCommand
{
    private const int Same = 0;
    private const int Different = 1;
    private const int Failed = 2;

    public static RootCommand Create()
    {
        var library = new Option<string?>("--library", "-l")
        {
            Description = "The path of a native library, of either generation. " +
                $"Default: {RayNativeOptions.LibraryVariable}, then {RayNativeOptions.LibraryVariableWire1}.",
        };
        var golden = new Option<DirectoryInfo>("--golden", "-g")
        {
            Description = "The folder of the fixtures, with wire3 and wire1 in it.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("tests", "golden")),
        };
        var check = new Option<bool>("--check", "-c")
        {
            Description = "Compare instead of writing; exit code 1 where something differs.",
        };
        var count = new Option<int>("--random", "-r") { Description = "New random cases to add to random.jsonl." };
        var seed = new Option<int>("--seed", "-s")
        {
            Description = "The seed of the new random cases, and a part of their names.",
        };
        var command = new RootCommand("Captures golden frames from a native Rayforce library.")
        {
            library, golden, check, count, seed,
        };
        command.SetAction(async (arguments, _) =>
        {
            try
            {
                var options = new RayNativeOptions { LibraryPath = arguments.GetValue(library) };
                var runtime = await RayNativeRuntime.CreateAsync(options).ConfigureAwait(false);
                await using var disposing = runtime.ConfigureAwait(false);
                var folder = new FixtureFolder(arguments.GetRequiredValue(golden).FullName, runtime.Library);
                var objects = new RandomObjects(runtime.Library.WireVersion, arguments.GetValue(seed));
                var fresh = objects.CreateRows(arguments.GetValue(count)).ToList();
                var captured = await runtime.CallAsync(core => folder.Capture(core, fresh)).ConfigureAwait(false);
                var output = arguments.InvocationConfiguration.Output;
                if (arguments.GetValue(check))
                    return folder.Compare(captured, output) ? Same : Different;
                folder.Write(captured, output);
                return Same;
            }
            catch (Exception exception) when (exception is RayforceException or IOException or FormatException)
            {
                await arguments.InvocationConfiguration.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return Failed;
            }
        });
        return command;
    }
}

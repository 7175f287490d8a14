using System.Globalization;
using Rayforce.Cli.Tests.Samples;
using Rayforce.Server;

namespace Rayforce.Cli.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class ReadmeTests
{
    private static readonly string Directory = AppContext.BaseDirectory;

    /// <summary>The samples of the README in order, each with the source that has been compiled.</summary>
    [Theory]
    [InlineData(0, "ClientSample.cs")]
    [InlineData(1, "ServerSample.cs")]
    public void A_sample_is_the_code_that_is_compiled_here(int index, string file)
    {
        var readme = File.ReadAllText(Path.Combine(Directory, "README.md"));
        var sample = readme.Split("```csharp\n")[index + 1].Split("```")[0];
        var source = File.ReadAllText(Path.Combine(Directory, "Samples", file)).Split("// README\n")[1];

        Assert.Equal(sample.Replace("8765", "port", StringComparison.Ordinal).Trim(), Dedent(source).Trim());
    }

    [Fact]
    public async Task The_client_sample_prints_what_it_says()
    {
        await using var server = new WSServer(0, new WSServerOptions { Host = "127.0.0.1" });
        await server.StartAsync();
        using var console = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var before = Console.Out;
        Console.SetOut(console);
        try
        {
            await ClientSample.RunAsync(server.Port);
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal("I64(3)\n8\n", console.ToString());
    }

    [Fact]
    public async Task The_script_of_the_server_sample_makes_a_table_to_select_from()
    {
        var script = File.ReadLines(Path.Combine(Directory, "README.md"))
            .Single(line => line.StartsWith("interpreter.Load", StringComparison.Ordinal));

        var run = await CommandRun.WithLinesAsync([script.Split('"')[1], "(sum (at trades 'px))"], "frame", "eval");

        var sum = Ipc.RaySerializer.DeserializeFrame(Convert.FromHexString(run.Lines[1]));
        Assert.Equal(777.6, Assert.IsType<RayAtom<double>>(sum).Value, precision: 9);
    }

    private static string Dedent(string source) =>
        string.Join('\n', source.Split('\n').Select(line => line.Length >= 8 ? line[8..] : line.Trim()));
}

using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Rayforce.Client;
using Rayforce.Packages.Tests.Support;
using Rayforce.Server;

namespace Rayforce.Packages.Tests;

/// <summary>Projects outside the repository, which have one package and nothing else.</summary>
[Collection(PackageCollection.Name)]
public sealed partial class OutsideTests(PackageFeed feed)
{
    private const int ReadmePort = 8765;

    /// <summary>Compiles where the generator has been at work, and once only.</summary>
    private const string Trade = """
        using Rayforce;

        [RayRecord]
        public partial record Trade(string Sym, long Qty)
        {
            public static RayRecordMap<Trade> Map => RayMap;
        }
        """;

    [Fact]
    public async Task The_first_sample_of_the_README_runs_with_the_one_package_and_prints_what_it_says()
    {
        var sample = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "README.md")))
            .ReplaceLineEndings("\n").Split("```csharp\n")[1].Split("```")[0];
        var promised = Promise().Matches(sample).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(promised);
        await using var server = await StartAsync();
        var program = sample.Replace(
            $"{ReadmePort}", server.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        var directory = await BuildAsync(
            "Rayforce", "Exe", ["Rayforce", "Rayforce.WebSocket"], ("Program.cs", program), ("Trade.cs", Trade));
        var output = await Dotnet.RunAsync(directory, null, Path.Combine(directory, "out", "Outside.dll"));

        Assert.Equal(promised, output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task The_generator_comes_with_the_wire_format_alone_too() =>
        await BuildAsync("Rayforce.Ipc", "Library", [], ("Trade.cs", Trade));

    [Fact]
    public async Task A_library_for_dotnet_standard_is_built_with_the_one_package() =>
        await BuildAsync("Rayforce", "Library", [], "netstandard2.0", ("Volume.cs", """
            using System.Threading.Tasks;
            using Rayforce.Client;
            using Rayforce.Queries;
            using static Rayforce.Queries.Query;

            public static class Volume
            {
                public static Task<long> OfAsync(IRayClient client, string symbol) =>
                    client.ExecuteAsync<long>(Call("count", Table("trades").Where(Column("sym") == Symbol(symbol))));
            }
            """));

    [Fact]
    public async Task An_application_of_ASP_NET_Core_serves_with_the_package_of_the_server()
    {
        var directory = await BuildAsync("Rayforce.Server", "Exe", [], ("Program.cs", """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.DependencyInjection;
            using Rayforce.Client;
            using Rayforce.Server;
            using Rayforce.WebSocket;

            var builder = WebApplication.CreateBuilder();
            builder.Services.AddRayforce(new RayServerOptions());
            await using var app = builder.Build();
            app.MapRayforce("/rayforce");
            app.Urls.Add("http://127.0.0.1:0");
            await app.StartAsync();
            var url = app.Urls.Single().Replace("http:", "ws:") + "/rayforce";
            await using var connection = await RayforceClient.ConnectAsync(url);
            Console.WriteLine($"answer: {await connection.ExecuteAsync<long>("(+ 1 2)")}");
            """));
        var output = await Dotnet.RunAsync(directory, null, Path.Combine(directory, "out", "Outside.dll"));

        Assert.Contains("answer: 3", output.ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public async Task The_tool_is_installed_and_shows_what_it_can()
    {
        var tools = Path.Combine(feed.Root, "tools");
        await Dotnet.RunAsync(
            feed.Root, feed.Unpacked, "tool", "install", "Rayforce.Cli", "--tool-path", tools,
            "--version", feed["Rayforce.Cli"].Version);

        var output = await Dotnet.RunProgramAsync(Path.Combine(tools, "rayforce"), feed.Root, null, "demo");

        Assert.EndsWith("Every answer is right.", output.TrimEnd(), StringComparison.Ordinal);
    }

    /// <summary>Results as the sample's comments have them.</summary>
    [GeneratedRegex(@"Console\.WriteLine\(.*\); // (.+)$", RegexOptions.Multiline)]
    private static partial Regex Promise();

    /// <summary>At the port that the README names, or at a free one where another server is there.</summary>
    private static async Task<WSServer> StartAsync()
    {
        var options = new WSServerOptions { Host = "127.0.0.1", LoggerFactory = NullLoggerFactory.Instance };
        var server = new WSServer(ReadmePort, options);
        try
        {
            await server.StartAsync();
        }
        catch (RayforceConnectionException)
        {
            await server.DisposeAsync();
            server = new WSServer(0, options);
            await server.StartAsync();
        }

        return server;
    }

    private Task<string> BuildAsync(
        string package, string outputType, string[] namespaces, params (string Name, string Text)[] files) =>
        BuildAsync(package, outputType, namespaces, "net10.0", files);

    private async Task<string> BuildAsync(
        string package,
        string outputType,
        string[] namespaces,
        string framework,
        params (string Name, string Text)[] files)
    {
        var directory = Directory.CreateDirectory(Path.Combine(feed.Root, $"outside-{package}-{framework}")).FullName;
        foreach (var (name, text) in files)
            await File.WriteAllTextAsync(Path.Combine(directory, name), text);
        await File.WriteAllTextAsync(Path.Combine(directory, "Outside.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <OutputType>{outputType}</OutputType>
                <LangVersion>latest</LangVersion>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{feed[package].Version}" />
                {string.Join("", namespaces.Select(name => $"<Using Include=\"{name}\" />"))}
              </ItemGroup>
            </Project>
            """);
        await Dotnet.RunAsync(directory, feed.Unpacked, "build", "-o", Path.Combine(directory, "out"));
        return directory;
    }
}

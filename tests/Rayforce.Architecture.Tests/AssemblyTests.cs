namespace Rayforce.Architecture.Tests;

/// <summary>Which assembly may know which.</summary>
public sealed class AssemblyTests
{
    private static readonly string[] Frameworks = ["Microsoft.AspNetCore", "Microsoft.Extensions"];

    /// <summary>What a client offers an application's container, configuration and log: contracts, which implement nothing.</summary>
    private static readonly Dictionary<string, string[]> Contracts = new()
    {
        ["Rayforce.Client"] =
        [
            "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.Options",
        ],
    };

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["Rayforce.Ipc"] = [],
        ["Rayforce.Generators"] = [],
        ["Rayforce.Queries"] = ["Rayforce.Ipc"],
        ["Rayforce.Arrow"] = ["Rayforce.Ipc"],
        ["Rayforce.Display"] = ["Rayforce.Ipc"],
        ["Rayforce.Rayfall"] = ["Rayforce.Ipc"],
        ["Rayforce.Native"] = ["Rayforce.Ipc"],
        ["Rayforce.Client"] = ["Rayforce.Ipc", "Rayforce.Queries"],
        ["Rayforce.WebSocket"] = ["Rayforce.Client", "Rayforce.Ipc", "Rayforce.Queries"],
        ["Rayforce.Data"] = ["Rayforce.Client", "Rayforce.WebSocket", "Rayforce.Ipc", "Rayforce.Queries"],
        ["Rayforce.Server"] =
        [
            "Rayforce.Client", "Rayforce.WebSocket", "Rayforce.Rayfall", "Rayforce.Native", "Rayforce.Ipc",
            "Rayforce.Queries",
        ],
        ["Rayforce.Cli"] =
        [
            "Rayforce.Server", "Rayforce.Data", "Rayforce.Client", "Rayforce.WebSocket", "Rayforce.Rayfall",
            "Rayforce.Native", "Rayforce.Ipc", "Rayforce.Queries", "Rayforce.Arrow", "Rayforce.Display",
        ],
        ["Rayforce.Console"] =
        [
            "Rayforce.Client", "Rayforce.WebSocket", "Rayforce.Ipc", "Rayforce.Queries", "Rayforce.Display",
        ],
    };

    public static TheoryData<string> Projects => [.. SourceProjects.Names];

    public static TheoryData<string> ProjectsBelowTheServer =>
        [.. SourceProjects.Names.Except(["Rayforce.Server", "Rayforce.Cli", "Rayforce.Console"])];

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_knows_only_those_below_it(string project)
    {
        var known = ReferencesOf(project).Select(SourceProjects.Find).OfType<string>();

        Assert.Empty(known.Except(Known[project]));
    }

    [Theory]
    [MemberData(nameof(ProjectsBelowTheServer))]
    public void Below_the_server_no_assembly_knows_a_web_framework(string project) => Assert.DoesNotContain(
        ReferencesOf(project).Except(Contracts.GetValueOrDefault(project, [])),
        name => Frameworks.Any(framework => name.StartsWith(framework, StringComparison.Ordinal)));

    private static IEnumerable<string> ReferencesOf(string project) =>
        SourceProjects.ModuleOf(project).AssemblyReferences.Select(reference => reference.Name);
}

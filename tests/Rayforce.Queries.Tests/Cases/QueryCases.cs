using Rayforce.Ipc;

namespace Rayforce.Queries.Tests;

/// <summary>The C# forms by the Python expressions beside them.</summary>
internal static class QueryCases
{
    private static readonly Dictionary<string, QueryCase> Wire3 = Index(
        SelectCases.All, ChangeCases.All, OtherCases.All);

    private static readonly Dictionary<string, QueryCase> Wire1 = Index(
        SelectCases.All, ChangeCases.All, OtherCases.All, Wire1Cases.All);

    public static IEnumerable<string> Pythons(WireVersion version) => Of(version).Keys;

    public static QueryCase Find(WireVersion version, string python) => Of(version).TryGetValue(python, out var found)
        ? found
        : throw new InvalidOperationException($"No C# form stands beside {python}.");

    private static Dictionary<string, QueryCase> Of(WireVersion version) => version == WireVersion.V3 ? Wire3 : Wire1;

    /// <summary>A later case replaces an earlier one of the same Python expression.</summary>
    private static Dictionary<string, QueryCase> Index(params QueryCase[][] groups)
    {
        var index = new Dictionary<string, QueryCase>();
        foreach (var item in groups.SelectMany(group => group))
            index[item.Python] = item;
        return index;
    }
}

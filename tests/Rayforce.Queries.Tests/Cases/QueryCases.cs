namespace Rayforce.Queries.Tests;

/// <summary>The C# forms by the Python expressions beside them, for each folder of captured queries.</summary>
internal static class QueryCases
{
    private static readonly Dictionary<string, Dictionary<string, QueryCase>> Folders = new()
    {
        ["wire3"] = Index(SelectCases.All, ChangeCases.All, OtherCases.All),
        ["wire1"] = Index(SelectCases.All, ChangeCases.All, OtherCases.All, Wire1Cases.All),
        ["core3"] = Index(
            SelectCases.All,
            ChangeCases.All,
            OtherCases.All,
            Core3.AggregateCases.All,
            Core3.GroupCases.All,
            Core3.OperatorCases.All,
            Core3.FunctionCases.All,
            Core3.OperandCases.All,
            Core3.OrderCases.All,
            Core3.WriteCases.All,
            Core3.JoinCases.All,
            Core3.SqlCases.All,
            Core3.ListCases.All),
    };

    public static IEnumerable<string> Pythons(string folder) => Folders[folder].Keys;

    public static QueryCase Find(string folder, string python) => Folders[folder].TryGetValue(python, out var found)
        ? found
        : throw new InvalidOperationException($"No C# form stands beside {python}.");

    /// <summary>A later case replaces an earlier one of the same Python expression.</summary>
    private static Dictionary<string, QueryCase> Index(params QueryCase[][] groups)
    {
        var index = new Dictionary<string, QueryCase>();
        foreach (var item in groups.SelectMany(group => group))
            index[item.Python] = item;
        return index;
    }
}

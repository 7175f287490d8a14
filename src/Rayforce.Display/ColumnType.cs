namespace Rayforce.Display;

/// <summary>What stands below the name of a column.</summary>
internal static class ColumnType
{
    /// <summary>The type of a column's elements, in short.</summary>
    public static string NameOf(RayObject column) => column.Type switch
    {
        RayType.Symbol => "SYM",
        RayType.String => "STR",
        var type => type.ToString().ToUpperInvariant(),
    };

    /// <summary>Whether a column holds numbers, which stand below each other by their last digits.</summary>
    public static bool IsNumeric(RayObject column) => column.Type is > RayType.B8 and <= RayType.F64;
}

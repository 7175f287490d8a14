namespace Rayforce.Rayfall.Types;

/// <summary>What native calls the types of values in its messages.</summary>
internal static class TypeNames
{
    public static string Of(Value value) => value switch
    {
        { AtomType: { } type } => type.Name,
        { Column: { } column } => column.Elements.Type == RayType.List ? "LIST" : column.Elements.VectorName,
        { Table: not null } => "TABLE",
        { Dict: not null } => "DICT",
        _ => "?",
    };

    public static string Of(Value left, Value right) => $"{Of(left)} and {Of(right)}";
}

using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>What native calls the type of a value: <c>i64</c> an atom, <c>I64</c> a vector.</summary>
internal static class TypeNames
{
    public static string Of(Value value) => value.Type switch
    {
        RayType.Null => "null",
        RayType.Table => "TABLE",
        RayType.Dict => "DICT",
        _ when value.Function is not null => "?",
        _ when value.AtomType is { } type => type.Name,
        _ => value.Column!.Elements.Name.ToUpperInvariant(),
    };

    /// <summary>The names of two operands, for a message.</summary>
    public static string Of(Value left, Value right) => $"{Of(left)} and {Of(right)}";
}

using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Which columns are admitted, and what is said of the others.</summary>
internal static class AggregateTypeFaults
{
    public static bool Admit(this AggregateTypes types, ElementType elements) =>
        (types & AggregateTypes.All) != 0
        || ((types & AggregateTypes.Numbers) != 0 && elements.IsNumeric)
        || ((types & AggregateTypes.Durations) != 0 && elements.IsDuration)
        || ((types & AggregateTypes.Temporals) != 0 && elements.IsTemporal);

    public static string Describe(this AggregateTypes types) => types switch
    {
        AggregateTypes.Numbers => "numeric",
        AggregateTypes.Numbers | AggregateTypes.Durations => "numeric or time-duration",
        _ => "numeric or temporal",
    };

    /// <summary>Refuses a column of a type that is not admitted.</summary>
    public static void Require(this AggregateTypes types, RowScope scope, string name, ElementType elements)
    {
        if (types.Admit(elements))
            return;
        throw Fault.Type(scope.InQuery
            ? $"select: aggregation does not admit input type {elements.VectorName}"
            : $"{name} expects a {types.Describe()} vector, got {elements.VectorName}");
    }
}

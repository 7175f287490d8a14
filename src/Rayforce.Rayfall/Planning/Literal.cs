using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>A value: a literal, or a local name, which stands for one value while the query runs.</summary>
internal sealed record Literal(Code Code, Value Value) : QueryExpression(Code)
{
    /// <summary>Whether a symbol is one, and not a column's name.</summary>
    public bool IsQuoted { get; init; }
}

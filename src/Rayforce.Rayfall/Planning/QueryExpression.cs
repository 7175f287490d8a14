using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>An expression of a query as a plan sees it.</summary>
/// <param name="Code">The same as code.</param>
internal abstract record QueryExpression(Code Code);

/// <summary>A value: a literal, or a local name, which stands for one value while the query runs.</summary>
internal sealed record Literal(Code Code, Value Value) : QueryExpression(Code)
{
    /// <summary>Whether a symbol is one, and not a column's name.</summary>
    public bool IsQuoted { get; init; }
}

/// <summary>A name that no function binds: a column, an output before this one, a global.</summary>
internal sealed record Reference(Code Code, int Name) : QueryExpression(Code);

/// <summary>A call of a builtin.</summary>
internal sealed record BuiltinCall(Code Code, Builtin Builtin, QueryExpression[] Arguments) : QueryExpression(Code);

/// <summary>A choice: conditions with their branches, and what holds otherwise.</summary>
internal sealed record Choice(
    Code Code, (QueryExpression Condition, QueryExpression Branch)[] Pairs, QueryExpression Otherwise)
    : QueryExpression(Code);

/// <summary>Anything else: a call of a function, a special form.</summary>
/// <param name="Code">The code.</param>
/// <param name="Call">The call of a function as it was written; nothing for a special form.</param>
internal sealed record Opaque(Code Code, ListColumn? Call = null) : QueryExpression(Code);

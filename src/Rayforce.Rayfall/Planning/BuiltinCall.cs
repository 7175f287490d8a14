using Rayforce.Rayfall.Builtins;

namespace Rayforce.Rayfall.Planning;

/// <summary>A call of a builtin.</summary>
internal sealed record BuiltinCall(Code Code, Builtin Builtin, QueryExpression[] Arguments) : QueryExpression(Code)
{
    /// <summary>Whether it is an aggregate of two columns.</summary>
    public bool IsOfPairs =>
        Builtin is { Aggregate.Arity: 2, Name: not ("quantile" or "percentile" or "top" or "bot") };

    /// <inheritdoc/>
    public override bool IsMadeFirst => IsOfPairs || Builtin.Is(BuiltinTraits.MadeFirst)
        || (Builtin is { Rows: null, Aggregate: null, OfRows: null } && !Builtin.Is(BuiltinTraits.Ordered))
        || Array.Exists(Arguments, argument => argument.IsMadeFirst);
}

using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>An aggregate that is a name, the types it takes, and a rule by which its state is made.</summary>
internal sealed class TypedAggregate(string name, AggregateTypes types, StateRule start, int arity = 1) : Aggregate
{
    public override int Arity => arity;

    public override int PartSize => IsAddedInParts ? 8192 : Workers.MorselSize;

    /// <summary>Whether native adds the rows of more than a morsel in smaller parts.</summary>
    public bool IsAddedInParts { get; init; }

    public override AggregateState Start(RowScope scope, ReadOnlySpan<RowExpression> arguments)
    {
        types.Require(scope, name, arguments[0].Elements);
        return start(scope, arguments);
    }
}

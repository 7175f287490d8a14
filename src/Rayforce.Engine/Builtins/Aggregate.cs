using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>How a builtin makes one value of a column, or one of each group of its rows.</summary>
internal abstract class Aggregate
{
    /// <summary>The state before the first row.</summary>
    /// <param name="symbols">The symbols of the request.</param>
    /// <param name="budget">Its limits.</param>
    /// <param name="elements">The type of the column.</param>
    /// <param name="hasNulls">Whether the column is marked as holding nulls.</param>
    /// <param name="parameters">Constant arguments behind the column: how many, which fraction.</param>
    /// <exception cref="RayfallException">The type is not for this aggregate.</exception>
    public abstract AggregateState Start(
        Symbols symbols, Budget budget, ElementType elements, bool hasNulls, ReadOnlySpan<Value> parameters);

    /// <summary>The state that <see cref="AggregateState.Save"/> wrote, read back.</summary>
    public abstract AggregateState Load(Symbols symbols, Budget budget, Value saved);
}

using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>How a builtin makes one value of its arguments' rows, or one of each group of them.</summary>
internal abstract class Aggregate
{
    /// <summary>
    /// How many arguments it takes, the constant ones (how many, which fraction) among them. A call with another number
    /// aggregates nothing: <c>(max a b)</c>.
    /// </summary>
    public virtual int Arity => 1;

    /// <summary>
    /// Rows of the table that a state takes in before another one begins, without groups and where there is more than a
    /// morsel: native adds floats in parts of 8,192 rows, of which a condition chooses some, then the parts.
    /// </summary>
    public virtual int PartSize => Workers.MorselSize;

    /// <summary>The state before the first row.</summary>
    /// <param name="scope">
    /// The symbols and limits of the request. In a query floats are added in another order than outside.
    /// </param>
    /// <param name="arguments">
    /// The arguments, of which it reads the types, the marks, and the values of constants. The state may be given the
    /// rows of others of the same types and marks, but no longer these constants.
    /// </param>
    /// <exception cref="RayfallException">The types are not for this aggregate.</exception>
    public abstract AggregateState Start(RowScope scope, ReadOnlySpan<RowExpression> arguments);
}

using Rayforce.Rayfall.Expressions;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Makes the state of an aggregate by the types of its arguments.</summary>
internal delegate AggregateState StateRule(RowScope scope, ReadOnlySpan<RowExpression> arguments);

using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>How a builtin is computed row by row: the expression over the expressions of its arguments.</summary>
/// <param name="scope">The symbols and limits of the request.</param>
/// <param name="arguments">At least one of them no constant.</param>
/// <returns>Nothing where the types are such that only the builtin's body can tell (lists, above all).</returns>
/// <exception cref="RayfallException">The types do not go together: what the body would say, too.</exception>
internal delegate RowExpression? RowRule(RowScope scope, ReadOnlySpan<RowExpression> arguments);

/// <summary>What a row rule or an aggregate may ask of the request for which it makes an expression or a state.</summary>
/// <param name="Budget">The limits of the request.</param>
/// <param name="Symbols">Its symbols.</param>
/// <param name="InQuery">Whether it stands in a query.</param>
/// <param name="OfChosenRows">
/// Whether a condition has chosen the rows from others: then native adds floats in another order.
/// </param>
internal readonly record struct RowScope(Budget Budget, Symbols Symbols, bool InQuery, bool OfChosenRows = false);

using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;

namespace Rayforce.Rayfall.Builtins;

/// <summary>How a builtin is computed row by row: the expression over the expressions of its arguments.</summary>
/// <param name="scope">The symbols and limits of the request.</param>
/// <param name="arguments">At least one of them no constant.</param>
/// <returns>Nothing where the types are such that only the builtin's body can tell (lists, above all).</returns>
/// <exception cref="RayfallException">The types do not go together: what the body would say, too.</exception>
internal delegate RowExpression? RowRule(RowScope scope, ReadOnlySpan<RowExpression> arguments);

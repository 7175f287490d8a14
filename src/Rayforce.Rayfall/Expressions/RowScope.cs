using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>What a row rule or an aggregate may ask of the request for which it makes an expression or a state.</summary>
/// <param name="Budget">The limits of the request.</param>
/// <param name="Symbols">Its symbols.</param>
/// <param name="InQuery">Whether it stands in a query.</param>
/// <param name="OfChosenRows">
/// Whether a condition has chosen the rows from others: then native adds floats in another order.
/// </param>
internal readonly record struct RowScope(Budget Budget, Symbols Symbols, bool InQuery, bool OfChosenRows = false);

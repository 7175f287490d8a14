using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>Expressions of queries as an explanation shows them.</summary>
internal static class ExpressionText
{
    public static string Of(QueryExpression expression, Symbols symbols) => expression switch
    {
        Reference reference => symbols.Text(reference.Name),
        Literal literal => Of(literal.Value, symbols),
        BuiltinCall call => Call(call.Builtin.Name, call.Arguments.Select(argument => Of(argument, symbols))),
        Choice choice => Call(
            "if",
            [
                .. choice.Pairs.SelectMany(pair => new[] { Of(pair.Condition, symbols), Of(pair.Branch, symbols) }),
                Of(choice.Otherwise, symbols),
            ]),
        Opaque { Call: { } call } => Of(new Value(call), symbols),
        _ => "…",
    };

    private static string Of(Value value, Symbols symbols) => value switch
    {
        { IsSymbol: true } => symbols.Text(value.SymbolId),
        { IsAtom: true } => RowExpressions.Of(value)?.Describe(symbols) ?? "…",
        { List: { Count: < 16 } list } => $"({string.Join(' ', list.Span.ToArray().Select(item => Of(item, symbols)))})",
        { Function: Builtins.Builtin builtin } => builtin.Name,
        { Column: { } column } => $"[{column.Count} {column.Elements.VectorName}]",
        _ => "…",
    };

    private static string Call(string name, IEnumerable<string> arguments) => $"({name} {string.Join(' ', arguments)})";
}

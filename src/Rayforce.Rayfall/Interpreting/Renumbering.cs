using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Values with other numbers for their symbols.</summary>
/// <param name="budget">The limits of the request that pays for it.</param>
/// <param name="number">The new number of a symbol.</param>
internal sealed class Renumbering(Budget budget, Converter<int, int> number)
{
    public Value Of(Value value)
    {
        if (value.IsSymbol)
            return value.IsName ? Value.Name(number(value.SymbolId)) : Value.Symbol(number(value.SymbolId));
        return value.Datum switch
        {
            Column column => new Value(Of(column)),
            DictValue dict => new DictValue(Of(dict.Keys), Of(dict.Values)),
            TableValue table => new TableValue(
                Array.ConvertAll(table.Names.ToArray(), number), Array.ConvertAll(table.Columns.ToArray(), Of)),
            Lambda lambda => new Lambda(
                Of(lambda.Parameters),
                Of(lambda.Body),
                Array.ConvertAll(lambda.CapturedNames.ToArray(), number),
                Of(lambda.CapturedValues),
                new CodeCell()),
            _ => value,
        };
    }

    private Column Of(Column column) => column switch
    {
        { Annotation: { Target: { } target } annotation } => column.Annotated(annotation with { Target = number(target) }),
        ListColumn list => new ListColumn(Of(list.Span)),
        Column<int> { Elements.Type: RayType.Symbol } ids => Of(ids),
        _ => column,
    };

    private Value[] Of(ReadOnlySpan<Value> values)
    {
        Budget.RequireStack();
        budget.Step(values.Length);
        var result = new Value[values.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = Of(values[i]);
        return result;
    }

    private Column<int> Of(Column<int> symbols)
    {
        var ids = symbols.Span;
        var result = new int[ids.Length];
        var changed = false;
        for (var i = 0; i < result.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            result[i] = number(ids[i]);
            changed |= result[i] != ids[i];
        }

        return changed ? new Column<int>(symbols.Elements, result, symbols.HasNulls) : symbols;
    }
}

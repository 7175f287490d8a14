using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Columns that become tables, and tables that become one.</summary>
internal static class TableColumns
{
    /// <summary>A table of names and columns.</summary>
    public static TableValue Make(Budget budget, Value names, Value columns)
    {
        if (names.Column is not { } texts || columns.Column is not { } sources)
            throw Fault.Type($"table: names and columns must be lists, got {TypeNames.Of(names, columns)}");
        if (texts.Count != sources.Count)
            throw Fault.Domain($"table: column count must match name count {texts.Count}, got {sources.Count}");
        var symbols = new int[texts.Count];
        var made = new Column[texts.Count];
        for (var i = 0; i < made.Length; i++)
        {
            symbols[i] = texts[i].IsSymbol
                ? texts[i].SymbolId
                : throw Fault.Type($"table: column name must be a symbol, got {TypeNames.Of(texts[i])}");
            made[i] = ToColumn(budget, sources[i]);
            if (made[i].Count != made[0].Count)
                throw Fault.Domain($"table: all columns must have {made[0].Count} rows, got {made[i].Count}");
        }

        return new TableValue(symbols, made);
    }

    /// <summary>A table and the rows of another one behind it, whose columns are found by name.</summary>
    public static TableValue Append(Budget budget, TableValue upper, TableValue lower)
    {
        var columns = new Column[upper.Columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            if (lower.Find(upper.Names[i]) is not { } rows)
                throw new RayfallException("value", "concat: the second table has no column of that name");
            columns[i] = Append(budget, upper.Columns[i], rows);
        }

        return new TableValue(upper.Names.ToArray(), columns);
    }

    /// <summary>A column and another one of its type behind it.</summary>
    public static Column Append(Budget budget, Column upper, Column lower) => upper.Type == lower.Type
        ? upper.Elements.Concat(budget, [upper, lower])
        : throw Fault.Type($"concat: column type mismatch, got {TypeNames.Of(upper, lower)}");

    /// <summary>
    /// What a column is made of: a vector, an atom, or a list, which becomes a vector where its first item is an atom.
    /// </summary>
    private static Column ToColumn(Budget budget, Value source)
    {
        if (source.Column is not { } column)
        {
            return source.AtomType is { } atoms && BecomesColumn(atoms)
                ? atoms.FromAtoms(budget, [source])
                : throw Fault.Type($"table: column must be a vector or list, got {TypeNames.Of(source)}");
        }

        if (column is not ListColumn { Count: > 0 } list || IsCollection(list[0]))
            return column;
        // The types that a first element decides; anything else makes whole numbers, or decimals among them.
        var items = list.Span;
        var type = ElementTypes.Find(items[0].Type) is { } first && DecidesColumn(first) ? first : ElementTypes.I64;
        if (type == ElementTypes.I64 && HasDecimal(items))
            type = ElementTypes.F64;
        budget.Charge(items.Length, 16);
        var values = new Value[items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = items[i].AtomType?.Type == type.Type ? items[i]
                : type == ElementTypes.F64 && items[i].Scalar == ElementTypes.I64 ? ToDecimal(items[i])
                : throw Fault.Type(
                    $"table: {type.VectorName} column element type mismatch, got {TypeNames.Of(items[i])}");
        }

        return type.FromAtoms(budget, values);
    }

    private static bool IsCollection(Value value) =>
        value.Column is not null || value.Dict is not null || value.Table is not null;

    private static bool DecidesColumn(ElementType type) => type.Type is RayType.F64 or RayType.B8 or RayType.Symbol
        or RayType.String or RayType.Guid or RayType.Timestamp or RayType.Date or RayType.Time;

    private static bool BecomesColumn(ElementType type) => type.Type is RayType.I32 or RayType.I64
        || (DecidesColumn(type) && !type.IsText);

    private static bool HasDecimal(ReadOnlySpan<Value> items)
    {
        foreach (var item in items)
        {
            if (item.Scalar == ElementTypes.F64)
                return true;
        }

        return false;
    }

    private static Value ToDecimal(Value number) =>
        number.IsNull ? ElementTypes.F64.NullAtom : Value.Float64(number.Bits);
}

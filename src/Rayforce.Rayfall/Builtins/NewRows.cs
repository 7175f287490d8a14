using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// Rows to add to a table, as a program gives them: a list of values or columns in order, a dict of them, or a table.
/// </summary>
/// <param name="Columns">
/// For each of the table's columns the new rows in its type; nothing where none are given.
/// </param>
/// <param name="Count">How many rows.</param>
internal readonly record struct NewRows(Column?[] Columns, int Count)
{
    /// <summary>What a value means as new rows of a table.</summary>
    /// <param name="budget">The limits.</param>
    /// <param name="table">The table to add to.</param>
    /// <param name="source">The value.</param>
    /// <param name="verb">The builtin, for messages.</param>
    /// <param name="mayLack">Whether a table may lack columns, as a dict may.</param>
    public static NewRows Read(Budget budget, TableValue table, Value source, string verb, bool mayLack)
    {
        var values = Arrange(table, source, verb, mayLack);
        var count = CountOf(table, values);
        var columns = new Column?[values.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            if (values[i] is { } value)
                columns[i] = ToColumn(budget, table.Columns[i], value, count, verb, mayLack);
        }

        return new NewRows(columns, count);
    }

    /// <summary>For each of a table's columns what a value gives for it, if anything.</summary>
    public static Value?[] Arrange(TableValue table, Value source, string verb, bool mayLack) =>
        source.Datum switch
        {
            TableValue rows when mayLack || rows.Columns.Length == table.Columns.Length =>
                Named(table, Indexing.Names(rows), new ListColumn([.. rows.Columns.ToArray()])),
            TableValue rows => throw Fault.Domain(
                $"{verb}: row table has {rows.Columns.Length} columns, target has {table.Columns.Length}"),
            DictValue row => Named(table, row.Keys, row.Values),
            ListColumn list when list.Count == table.Columns.Length =>
                Array.ConvertAll(list.Span.ToArray(), value => (Value?)value),
            ListColumn list => throw Fault.Domain(
                $"{verb}: row has {list.Count} values, target has {table.Columns.Length} columns"),
            _ => throw Fault.Type($"{verb}: row must be a list, table or dict, got {TypeNames.Of(source)}"),
        };

    /// <summary>
    /// The first value that is a column says how many rows there are; in a column of lists, one is a cell.
    /// </summary>
    private static int CountOf(TableValue table, Value?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i]?.Column is { } column && table.Columns[i] is not ListColumn { Count: > 0 })
                return column.Count;
        }

        return 1;
    }

    private static Value?[] Named(TableValue table, Column names, Column values)
    {
        var found = new Value?[table.Columns.Length];
        for (var i = 0; i < names.Count; i++)
        {
            var index = names[i].IsSymbol ? table.IndexOf(names[i].SymbolId) : -1;
            if (index < 0 || i >= values.Count)
                throw new RayfallException("value", "a key is no column of the table");
            found[index] = values[i];
        }

        return found;
    }

    /// <summary>A value as a column of the type of another.</summary>
    private static Column ToColumn(Budget budget, Column target, Value value, int count, string verb, bool mayLack)
    {
        var type = target.Elements;
        if (target is ListColumn { Count: 0 })
            return OfAnyType(budget, value, count, verb);
        if (target is ListColumn)
        {
            return value.Column is { } cells && cells.Count == count && count != 1
                ? ElementTypes.List.Concat(budget, [cells])
                : ElementTypes.List.Repeat(budget, value, count);
        }

        if (value.Column is { } column && column.Count != count)
            throw Fault.Length($"{verb}: columns of {count} and {column.Count} rows");
        // As in native F32 takes whole columns, one by one nothing but nulls.
        if (type.Type == RayType.F32 && !value.IsNull && (mayLack || value.Column?.Type != RayType.F32))
            throw Fault.Type($"{verb}: unsupported column type F32");
        if (value.Column is { } same && same.Type == type.Type)
            return same;
        budget.Charge(count, 16);
        var items = new Value[count];
        for (var i = 0; i < count; i++)
            items[i] = Convert(value.Column is { } each ? each[i] : value, type, verb);
        return type.FromAtoms(budget, items);
    }

    /// <summary>The first rows of a column that is an empty list, which takes their type.</summary>
    private static Column OfAnyType(Budget budget, Value value, int count, string verb)
    {
        if (value.Column is { } column && column.Count != count)
            throw Fault.Length($"{verb}: columns of {count} and {column.Count} rows");
        if (value.AtomType is { } type)
            return ElementTypes.Find(type.Type)!.Repeat(budget, value, count);
        if (value.Column is null)
            throw Fault.Type($"{verb}: an empty list cannot begin with {TypeNames.Of(value)}");
        if (value.List is not { } list)
            return value.Column;
        return Collapsing.Collapse(budget, list.Span.ToArray()) is var made and not ListColumn
            ? made
            : throw Fault.Type($"{verb}: the first values of a column are of one type");
    }

    /// <summary>Columns behind each other; an empty list has the type of what comes.</summary>
    public static Column Join(Budget budget, Column old, Column added) =>
        old is ListColumn { Count: 0 } ? added : old.Elements.Concat(budget, [old, added]);

    /// <summary>A value in a type: whole numbers fit each other, any number a decimal, any null its type's.</summary>
    private static Value Convert(Value value, ElementType type, string verb)
    {
        if (value.AtomType?.Type == type.Type)
            return value;
        if ((value.IsAtom || value.IsUntypedNull) && value.IsNull)
            return type.NullAtom;
        if (value.Scalar is { } own && IsWhole(own) && (IsWhole(type) || type.IsFloat))
            return type.IsFloat ? Decimal(type, value.Bits) : new Value(type, Narrow(type, value.Bits));
        if (value.Scalar is { IsFloat: true } && type.IsFloat)
            return Decimal(type, value.Double);
        var wanted = IsWhole(type) ? "an integer" : $"a {type.Name}";
        throw Fault.Type($"{verb}: {type.Name} column requires {wanted} value, got {TypeNames.Of(value)}");
    }

    private static bool IsWhole(ElementType type) => type.IsInteger && type.Type != RayType.B8;

    private static Value Decimal(ElementType type, double number) => new(type, BitConverter.DoubleToInt64Bits(number));

    private static long Narrow(ElementType type, long number) => type.Type switch
    {
        RayType.U8 => (byte)number,
        RayType.I16 => (short)number,
        RayType.I32 => (int)number,
        _ => number,
    };
}

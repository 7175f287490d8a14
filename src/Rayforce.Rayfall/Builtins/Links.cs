using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Vectors of row numbers of a table that a global name holds: <c>v.price</c> is its column at those rows.</summary>
internal static class Links
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Binary, ".col.link", "Row numbers that are known to be those of a named table.") { Body = Link },
        new(RayType.Unary, ".col.unlink", "Row numbers without their table.")
        {
            Body = static (_, arguments) => arguments[0].Column is { Annotation: { } annotation } column
                ? new Value(column.Annotated(annotation with { Target = null }))
                : arguments[0],
        },
        new(RayType.Unary, ".col.link?", "Whether a vector is one of row numbers of a named table.")
        {
            Body = static (_, arguments) => Value.Bool(TargetOf(arguments[0]) is not null),
        },
        new(RayType.Unary, ".col.target", "The name of the table whose row numbers a vector holds, or null.")
        {
            Body = static (_, arguments) => TargetOf(arguments[0]) is { } target ? Value.Name(target) : Value.Null,
        },
    ];

    public static int? TargetOf(Value value) => value.Column?.Annotation?.Target;

    /// <summary>The linked columns of a table, with the names of the tables that they link to.</summary>
    public static DictValue Of(TableValue table)
    {
        var (names, targets) = (new List<int>(), new List<Value>());
        for (var i = 0; i < table.Columns.Length; i++)
        {
            if (table.Columns[i].Annotation?.Target is { } target)
            {
                names.Add(table.Names[i]);
                targets.Add(Value.Name(target));
            }
        }

        return new DictValue(ElementTypes.Symbol.Wrap(names.ToArray(), hasNulls: false), new ListColumn([.. targets]));
    }

    /// <summary>A column of the table that a vector links to, at the rows of its numbers; nothing where there is none.</summary>
    public static Column? Follow(Evaluator evaluator, Value value, int name)
    {
        if (TargetOf(value) is not { } target || evaluator.FindGlobal(target)?.Table?.Find(name) is not { } column)
            return null;
        var numbers = value.Column!;
        evaluator.Budget.Charge(numbers.Count, sizeof(int) + column.Elements.Width);
        var rows = new int[numbers.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var number = numbers[i].Bits;
            rows[i] = number >= 0 && number < column.Count ? (int)number : -1;
        }

        return column.Gather(rows);
    }

    private static Value Link(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (!arguments[0].IsSymbol)
            throw Fault.Type("(.col.link target v): target must be a sym");
        var target = arguments[0].SymbolId;
        if (arguments[1].Column is not { Elements.Type: RayType.I32 or RayType.I64 })
            throw Fault.Type($"link: column must be RAY_I32 or RAY_I64, got {TypeNames.Of(arguments[1])}");
        if (evaluator.FindGlobal(target)?.Table is null)
            throw new RayfallException("name", "link: target sym does not name a table");
        return arguments[1].Column is { Type: RayType.I32 or RayType.I64 } column
            ? new Value(column.Annotated((column.Annotation ?? new Annotation()) with { Target = target }))
            : throw Fault.Type($"link: column must be RAY_I32 or RAY_I64, got {TypeNames.Of(arguments[1])}");
    }
}

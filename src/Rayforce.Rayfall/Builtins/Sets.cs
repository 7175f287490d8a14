using System.Numerics;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Columns as sets: which elements there are, and which of them others have.</summary>
internal static class Sets
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Unary, "distinct", "The different elements, rows or letters: numbers and times sorted, others as first seen.")
        {
            Body = (evaluator, arguments) => Distinct(evaluator, arguments[0]),
            Traits = BuiltinTraits.Whole | BuiltinTraits.Deferred,
        },
        new(RayType.Unary, "group", "A dict of the different elements and the indices of each.") { Body = Group },
        new(RayType.Unary, "diverse", "Whether no element comes twice.") { Body = Diverse },
        new(RayType.Binary, "in", "Whether each element is among others.")
        {
            Body = (evaluator, arguments) => In(evaluator, arguments[0], arguments[1], negated: false),
            Rows = (scope, arguments) => Membership.Of(scope, arguments, negated: false),
            Traits = BuiltinTraits.OfSet,
        },
        new(RayType.Binary, "not-in", "Whether each element is not among others.")
        {
            Body = (evaluator, arguments) => In(evaluator, arguments[0], arguments[1], negated: true),
            Rows = (scope, arguments) => Membership.Of(scope, arguments, negated: true),
            Traits = BuiltinTraits.OfSet,
        },
        new(RayType.Binary, "find", "The first index of each element in a vector or list, null where it is not there.")
        {
            Body = Find,
        },
        new(RayType.Binary, "except", "The elements that are not among others.") { Body = Except },
        new(RayType.Binary, "sect", "The elements that are also among others.") { Body = Sect },
        new(RayType.Binary, "union", "The elements of one and those of another that are not among them.") { Body = Union },
    ];

    public static Value Distinct(Evaluator evaluator, Value value)
    {
        var budget = evaluator.Budget;
        if (value.Text is { } text)
            return Value.String(Letters(text.Utf8));
        if (value.Table is { } table)
            return Distinct(evaluator, table);
        if (value.Column is not { } column)
            throw Fault.Type($"distinct: argument must be a list, got {TypeNames.Of(value)}");
        if (column.Count == 0)
            return column;
        var firstRows = Grouping.Of(budget, evaluator.Workers, column).FirstRows;
        budget.Charge(firstRows.Length, column.Elements.Width);
        var distinct = column.Gather(firstRows);
        if (distinct is ListColumn list)
            return AtomsFirst(list);
        if (distinct.HasNulls)
        {
            switch (distinct)
            {
                case Column<double> doubles: return Merged(budget, doubles);
                case Column<float> singles: return Merged(budget, singles);
            }
        }

        return column.Elements is { IsScalar: true, IsText: false }
            ? Sorting.Sort(budget, evaluator.Workers, evaluator.Symbols, distinct, descending: false)
            : distinct;
    }

    private static Column<T> Merged<T>(Budget budget, Column<T> column)
        where T : unmanaged, INumber<T>
    {
        budget.Charge((long)column.Count * 2, column.Elements.Width);
        var elements = column.Span.ToArray();
        MergeSort.Sort(budget, elements, new T[elements.Length / 2]);
        return ((ElementType<T>)column.Elements).Wrap(elements, hasNulls: true);
    }

    /// <summary>As in native the items of a list that are collections stand behind the others.</summary>
    private static ListColumn AtomsFirst(ListColumn list)
    {
        var items = new List<Value>(list.Count);
        foreach (var isCollection in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var item in list.Span)
            {
                if (item.Column is not null == isCollection)
                    items.Add(item);
            }
        }

        return new ListColumn([.. items]);
    }

    private static Value Distinct(Evaluator evaluator, TableValue table)
    {
        if (table.Columns.IsEmpty)
            return table;
        var groups = Grouping.Of(evaluator.Budget, evaluator.Workers, table.Columns);
        var columns = table.Columns.ToArray();
        var hasSpans = Array.Exists(columns, column => column.Type == RayType.Timespan);
        for (var i = 0; i < columns.Length; i++)
        {
            evaluator.Budget.Charge(groups.Count, columns[i].Elements.Width);
            columns[i] = columns[i].Gather(groups.FirstRows);

            // Native marks symbols that were keys, null or not; beside timespans it groups in another way, and marks no texts.
            if (hasSpans && columns[i].Elements.IsText)
                columns[i] = columns[i].Marked(NullMark.No);
            else if (columns[i].Type == RayType.Symbol)
                columns[i] = columns[i].Marked(NullMark.Yes);
        }

        return new TableValue(table.Names.ToArray(), columns);
    }

    /// <summary>The different letters of a text in the order of their codes.</summary>
    private static byte[] Letters(ReadOnlySpan<byte> text)
    {
        Span<bool> seen = stackalloc bool[256];
        seen.Clear();
        foreach (var letter in text)
            seen[letter] = true;
        var letters = new List<byte>();
        for (var letter = 0; letter < seen.Length; letter++)
        {
            if (seen[letter])
                letters.Add((byte)letter);
        }

        return [.. letters];
    }

    private static Value Group(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var budget = evaluator.Budget;
        if (arguments[0].Column is not { } column)
            throw Fault.Type($"group: argument must be a vector or list, got {TypeNames.Of(arguments[0])}");
        if (column.Count == 0)
            return new DictValue(ListColumn.Empty, ListColumn.Empty);
        var groups = Grouping.Of(budget, evaluator.Workers, column);
        var (order, starts) = groups.Arrange(budget, evaluator.Workers);
        budget.Charge(order.Length, sizeof(long));
        budget.Charge(groups.Count, 64);
        var rows = LargeArray.Allocate<long>(order.Length);
        evaluator.Workers.Scan(order.Length, (_, start, length) =>
        {
            budget.Check();
            for (var i = start; i < start + length; i++)
                rows[i] = order[i];
        });
        var items = new Value[groups.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = ElementTypes.I64.Wrap(rows.AsMemory(starts[i]..starts[i + 1]), hasNulls: false);
        return new DictValue(groups.KeysOf(budget, column), new ListColumn(items));
    }

    private static Value Diverse(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Column is not { } column)
        {
            return arguments[0].IsAtom || arguments[0].Function is not null ? Value.True : throw Fault.Type("diverse expects a collection");
        }

        return Value.Bool(
            column.Count < 2 || Grouping.Of(evaluator.Budget, evaluator.Workers, column).Count == column.Count);
    }

    private static Value In(Evaluator evaluator, Value elements, Value set, bool negated)
    {
        if (elements.Column is { Count: 0 })
            return ElementTypes.B8.Empty;
        if (set.Table is not null || set.Dict is not null)
            throw Fault.Type($"in: vec arg must be a list, got {TypeNames.Of(set)}");

        if ((elements.Table is not null || elements.Dict is not null) && set.IsAtom)
            throw Fault.Type($"in: vec arg must be a list, got {TypeNames.Of(set)}");

        // A text alone is its letters, but among a vector of texts.
        if (elements.Text is { } text && (set.Text is not null || set.List is not null))
        {
            var among = set.Text is { } letters ? LettersOf(evaluator.Budget, letters) : set.Column!;
            return Contains(evaluator, LettersOf(evaluator.Budget, text), among, negated);
        }

        if (elements.List is { } list && HasColumns(list))
        {
            Budget.RequireStack();
            evaluator.Budget.Charge(list.Count, 16);
            var items = new Value[list.Count];
            for (var i = 0; i < items.Length; i++)
                items[i] = In(evaluator, list[i], set, negated);
            return new ListColumn(items);
        }

        var column = Matching.ToColumn(evaluator.Budget, elements);
        var result = Contains(evaluator, column, Matching.ToColumn(evaluator.Budget, set), negated);
        return elements.Column is null ? result[0] : result;
    }

    private static bool HasColumns(ListColumn list)
    {
        foreach (var item in list.Span)
        {
            if (item.Column is not null)
                return true;
        }

        return false;
    }

    private static Column Contains(Evaluator evaluator, Column elements, Column set, bool negated)
    {
        var (budget, workers, symbols) = (evaluator.Budget, evaluator.Workers, evaluator.Symbols);
        if (elements is not ListColumn && RowExpressions.Of(elements) is { } expression &&
            Membership.Of(new RowScope(budget, symbols, evaluator.InQuery), expression, set, negated) is { } membership)
        {
            return membership.ToColumn(budget, workers, elements.Count);
        }

        var found = Matching.Find(budget, workers, set, elements);
        budget.Charge(found.Length);
        var result = new byte[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var holds = found[i] >= 0 != negated && !(evaluator.InQuery && elements.IsNull(i));
            result[i] = holds ? (byte)1 : (byte)0;
        }

        return ElementTypes.B8.Wrap(result, hasNulls: false);
    }

    private static TextColumn LettersOf(Budget budget, TextAtom text)
    {
        budget.Charge(text.Utf8.Length, sizeof(int));
        var starts = new int[text.Utf8.Length + 1];
        for (var i = 0; i < starts.Length; i++)
            starts[i] = i;
        return new TextColumn(new TextBlock(text.Memory, starts, gap: 0), hasNulls: false);
    }

    private static Value Find(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var budget = evaluator.Budget;
        if (arguments[1].Column is { Count: 0 })
            return ElementTypes.I64.Empty;
        var elements = Matching.ToColumn(budget, arguments[1]);
        var column = arguments[0].Column;
        if (arguments[0].Text is { } text && AreLetters(elements))
            column = LettersOf(budget, text);
        if (column is null)
            throw Fault.Type($"find: vec arg must be a list, got {TypeNames.Of(arguments[0])}");
        var found = Matching.Find(budget, evaluator.Workers, column, elements);
        budget.Charge(found.Length, sizeof(long));
        var result = new long[found.Length];
        for (var i = 0; i < found.Length; i++)
            result[i] = found[i] < 0 ? ElementTypes.I64.Null : found[i];
        var rows = ElementTypes.I64.Wrap(result);
        return arguments[1].Column is null ? rows[0] : rows;
    }

    /// <summary>Whether all elements are texts of one letter.</summary>
    private static bool AreLetters(Column elements)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements[i].Text is not { Utf8.Length: 1 })
                return false;
        }

        return true;
    }

    private static Value Except(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Column is not { } column)
            throw Fault.Type($"except: first arg must be a list, got {TypeNames.Of(arguments[0])}");
        return Keep(evaluator, column, Matching.ToColumn(evaluator.Budget, arguments[1]), isFound: false);
    }

    private static Value Sect(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (left, right) = RequireLists("sect", arguments);
        return Keep(evaluator, left, right, isFound: true);
    }

    private static Value Union(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var budget = evaluator.Budget;
        var (left, right) = RequireLists("union", arguments);
        if (left is ListColumn || right is ListColumn)
        {
            var items = (ListColumn)ElementTypes.List.Concat(budget, [right]);
            right = items.Gather(Grouping.Of(budget, evaluator.Workers, items).FirstRows);
        }

        var more = Keep(evaluator, right, left, isFound: false);
        return left.Type == more.Type
            ? left.Elements.Concat(budget, [left, more])
            : ElementTypes.List.Concat(budget, [ToList(budget, left), ToList(budget, more)]);
    }

    private static (Column Left, Column Right) RequireLists(string name, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Column is { } left && arguments[1].Column is { } right)
            return (left, right);
        throw Fault.Type($"{name}: both args must be lists, got {Kind(arguments[0])} and {Kind(arguments[1])}");

        static string Kind(Value value) => value.Column is null ? TypeNames.Of(value) : "LIST";
    }

    /// <summary>The elements one by one; native makes names of symbols.</summary>
    private static ListColumn ToList(Budget budget, Column column)
    {
        if (column is ListColumn list)
            return list;
        budget.Charge(column.Count, 16);
        var items = new Value[column.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = column.Type == RayType.Symbol ? Value.Name(column[i].SymbolId) : column[i];
        return new ListColumn(items);
    }

    /// <summary>The elements that are, or are not, found among others.</summary>
    private static Column Keep(Evaluator evaluator, Column column, Column among, bool isFound)
    {
        var budget = evaluator.Budget;
        var found = Matching.Find(budget, evaluator.Workers, among, column);
        var count = 0;
        for (var i = 0; i < found.Length; i++)
        {
            if (found[i] >= 0 == isFound)
                found[count++] = i;
        }

        budget.Charge(count, column.Elements.Width);
        var kept = column.Gather(found.AsSpan(0, count));

        // What a list has been asked for comes as a list.
        return among is ListColumn && (isFound || count > 0) ? ToList(budget, kept) : kept.Marked(NullMark.IfAny);
    }
}

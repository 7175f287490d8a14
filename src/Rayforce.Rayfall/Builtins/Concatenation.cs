using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Values behind each other: <c>concat</c>, <c>raze</c>, <c>union-all</c>.</summary>
internal static class Concatenation
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Binary, "concat", "Two vectors, lists, strings, dicts or tables behind each other.")
        {
            Body = (evaluator, arguments) => Concat(evaluator, arguments[0], arguments[1]),
            Traits = BuiltinTraits.Whole | BuiltinTraits.Chained,
            OfRows = (evaluator, arguments) => JoinRows(evaluator, arguments[0], arguments[1]),
        },
        new(RayType.Unary, "raze", "The items of a list behind each other.") { Body = Raze },
    ];

    public static Value Concat(Evaluator evaluator, Value left, Value right)
    {
        var budget = evaluator.Budget;
        if (left.Text is { } first && right.Text is { } second)
            return Join(budget, first.Utf8, second.Utf8);
        if (left.Table is { } upper && right.Table is { } lower)
            return TableColumns.Append(budget, upper, lower);
        if (left.Dict is { } dict && right.Dict is { } other)
            return Merge(budget, dict, other);
        if (left.Column is TextColumn texts && right.Text is { } suffix)
            return Affix(budget, default, texts, suffix.Utf8);
        if (left.Text is { } prefix && right.Column is TextColumn ends)
            return Affix(budget, prefix.Utf8, ends, default);
        var areSingles = ElementsOf(left)?.Type == RayType.F32 && ElementsOf(right)?.Type == RayType.F32;
        if (!IsJoinable(left, right) || (areSingles && (left.IsAtom || right.IsAtom)))
            throw Fault.Type($"concat: cannot concatenate {TypeNames.Of(left, right)}");
        if (ElementsOf(left) is { } type && ElementsOf(right)?.Type == type.Type)
        {
            // A symbol that joins a vector marks it as native does, null or not.
            var marked = type.Type == RayType.Symbol && left.IsAtom != right.IsAtom;
            var joined = type.Concat(budget, [ToColumn(budget, left), ToColumn(budget, right)]);
            if (marked)
                return ElementTypes.Symbol.Wrap(((Column<int>)joined).Memory, hasNulls: true);
            return left.Column?.Annotation?.Index == IndexKind.Hash
                ? joined.Annotated(new Annotation { Index = IndexKind.Hash, IsUnique = left.Column.Annotation.IsUnique })
                : joined;
        }

        return ElementTypes.List.Concat(
            budget, [left.Column ?? new ListColumn(left), right.Column ?? new ListColumn(right)]);
    }

    /// <summary>The items of a list behind each other.</summary>
    public static Value Raze(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Dict is not null || arguments[0].Table is not null)
            throw Fault.Type($"raze: argument must be a list, got {TypeNames.Of(arguments[0])}");
        if (arguments[0].List is not { Count: > 0 } list)
            return arguments[0];
        var items = list.Span;
        // All of one type at once, however many they are.
        if (items.Length > 2 && CommonElements(items) is { } type)
            return type.Concat(evaluator.Budget, Parts(evaluator.Budget, items));
        var result = items[0];
        for (var i = 1; i < items.Length; i++)
        {
            if (result.List is not null)
                return Append(evaluator.Budget, result.List, items[i..]);
            result = Concat(evaluator, result, items[i]);
        }

        return result;
    }

    private static ListColumn Append(Budget budget, ListColumn first, ReadOnlySpan<Value> items)
    {
        foreach (var item in items)
        {
            if (item.Dict is not null || item.Table is not null)
                throw Fault.Type($"concat: cannot concatenate {TypeNames.Of(first, item)}");
        }

        return (ListColumn)ElementTypes.List.Concat(budget, [first, .. Parts(budget, items)]);
    }

    private static Column[] Parts(Budget budget, ReadOnlySpan<Value> items)
    {
        budget.Charge(items.Length, 64);
        var parts = new Column[items.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = items[i].Column ?? new ListColumn(items[i]);
        return parts;
    }

    /// <summary>The type of vectors that are all of one.</summary>
    private static ElementType? CommonElements(ReadOnlySpan<Value> items)
    {
        if (items[0].Column is not { } first || first is ListColumn)
            return null;
        foreach (var item in items)
        {
            if (item.Column?.Type != first.Type)
                return null;
        }

        return first.Elements;
    }

    /// <summary>A vector takes atoms of its own type only, a list takes anything.</summary>
    private static bool IsJoinable(Value left, Value right)
    {
        if (left.Dict is not null || right.Dict is not null || left.Table is not null || right.Table is not null)
            return false;
        if (IsVector(left) && right.Column is null)
            return left.Type == right.Type;
        if (IsVector(right) && left.Column is null)
            return left.Type == right.Type;
        // Native makes no vector of two functions of a kind, nor of two nulls.
        return left.Type != right.Type || !(left.Function is not null || left.IsUntypedNull);
    }

    private static bool IsVector(Value value) => value.Column is not null and not ListColumn;

    private static ElementType? ElementsOf(Value value) => value.AtomType ?? value.Column?.Elements;

    private static Column ToColumn(Budget budget, Value value)
    {
        if (value.Column is { } column)
            return column;
        return value.AtomType!.FromAtoms(budget, [value]);
    }

    private static Value Join(Budget budget, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        // A text ends at the last byte that is not zero, as one that native holds does.
        first = first.TrimEnd((byte)0);
        second = second.TrimEnd((byte)0);
        budget.Charge((long)first.Length + second.Length);
        return Value.String((byte[])[.. first, .. second]);
    }

    /// <summary>Texts of rows joined with each other or with one text; symbols only of symbols, or with a literal.</summary>
    private static Column? JoinRows(Evaluator evaluator, Value left, Value right)
    {
        if (!IsText(left) || !IsText(right))
            return null;
        var (count, budget) = ((left.Column ?? right.Column)!.Count, evaluator.Budget);
        var result = new TextBlockBuilder(budget, count);

        // Beside an empty literal, which is a null, there is nothing but nulls.
        var areNulls = (left.IsAtom && left.IsNull) || (right.IsAtom && right.IsNull);
        for (var i = 0; i < count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            var first = areNulls ? default : TextOf(evaluator.Symbols, left, i);
            var second = areNulls ? default : TextOf(evaluator.Symbols, right, i);
            var target = result.Reserve(checked(first.Length + second.Length));
            first.CopyTo(target);
            second.CopyTo(target[first.Length..]);
            result.Commit(target.Length);
        }

        var texts = result.ToColumn();
        if (left.Column is TextColumn || right.Column is TextColumn)
            return texts.Marked(NullMark.IfAny);
        budget.Charge(count, sizeof(int));
        var symbols = new int[count];
        for (var i = 0; i < count; i++)
            symbols[i] = evaluator.Symbols.Intern(texts.Utf8(i));
        return ElementTypes.Symbol.Wrap(symbols);
    }

    private static bool IsText(Value value) => value.AtomType is { IsText: true } || value.Column?.Elements.IsText == true;

    private static ReadOnlySpan<byte> TextOf(Symbols symbols, Value value, int row) => value.Column switch
    {
        TextColumn texts => texts.Utf8(row),
        Column<int> names => symbols.Utf8(names.Span[row]),
        _ => value.Text is { } text ? text.Utf8 : symbols.Utf8(value.SymbolId),
    };

    /// <summary>Each text with something in front of it and behind it.</summary>
    private static TextColumn Affix(
        Budget budget, ReadOnlySpan<byte> prefix, TextColumn texts, ReadOnlySpan<byte> suffix)
    {
        var result = new TextBlockBuilder(budget, texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            var text = texts.Utf8(i);
            var target = result.Reserve(checked(prefix.Length + text.Length + suffix.Length));
            prefix.CopyTo(target);
            text.CopyTo(target[prefix.Length..]);
            suffix.CopyTo(target[(prefix.Length + text.Length)..]);
            result.Commit(target.Length);
        }

        return result.ToColumn();
    }

    /// <summary>The entries of both; those of the second take the place of those of the first.</summary>
    private static DictValue Merge(Budget budget, DictValue first, DictValue second)
    {
        var elements = (first.Count == 0 ? second : first).Keys.Elements;
        if (first.Count > 0 && second.Count > 0 && first.Keys.Type != second.Keys.Type && first.Keys is not ListColumn)
            throw Fault.Type("concat: the keys of the dicts are of different types");
        var places = DictLookup.Index(budget, first.Keys);
        budget.Charge(first.Count + second.Count, 32);
        var keys = new List<Value>(first.Count);
        var values = new List<Value>(first.Count);
        for (var i = 0; i < first.Count; i++)
        {
            keys.Add(first.Keys[i]);
            values.Add(first.Values[i]);
        }

        for (var i = 0; i < second.Count; i++)
        {
            if (places.TryGetValue(second.Keys[i], out var place))
            {
                values[place] = second.Values[i];
                continue;
            }

            places.Add(second.Keys[i], keys.Count);
            keys.Add(second.Keys[i]);
            values.Add(second.Values[i]);
        }

        var merged = elements.FromAtoms(budget, [.. keys]);
        // As native has it, fixed-width keys are marked as those are that were there.
        return new DictValue(
            elements.IsText ? merged : merged.Marked(first.Count > 0 && first.Keys.HasNulls ? NullMark.Yes : NullMark.No),
            new ListColumn([.. values]));
    }
}

using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Strings and the names of symbols.</summary>
internal static class Texts
{
    private static readonly CaseTransform Upper = new("upper", isUpper: true);
    private static readonly CaseTransform Lower = new("lower", isUpper: false);
    private static readonly TrimTransform Trim = new();

    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Unary, "strlen", "The bytes that a string or symbol has; null of an empty one.")
        {
            Body = Length,
            Rows = (scope, arguments) => Of(scope, arguments[0], LengthFunction.Instance),
        },
        Of(Upper, "A string or symbol with its ASCII letters in upper case."),
        Of(Lower, "A string or symbol with its ASCII letters in lower case."),
        Of(Trim, "A string or symbol without blanks at its ends."),
        LikeOf("like", "Whether strings or symbols match a pattern of `*`, `?` and `[a-z]`.", ignoresCase: false),
        LikeOf("ilike", "As like, whatever the case of letters.", ignoresCase: true, BuiltinTraits.QueryOnly),
        new(RayType.Binary, "str-find", "The place at which a string or symbol has a piece, or null.")
        {
            Body = Find,
            Rows = FindRows,
        },
        new(RayType.Variadic, "substr", "A run of bytes of strings or symbols: the first one, from 1 on, and how many.")
        {
            Body = Substring,
            Rows = SubstringRows,
        },
        new(RayType.Variadic, "replace", "Strings or symbols with a piece replaced by another.")
        {
            Body = Replace,
            Rows = ReplaceRows,
        },
        new(RayType.Binary, "split", "The pieces of a string between delimiters, of a vector from indices on.")
        {
            Body = Split,
        },
        new(RayType.Binary, "str-join", "Strings or symbols as one string, with a delimiter between them.")
        {
            Body = Join,
        },
        new(RayType.Unary, "sym-name", "The symbol of a symbol's number; a symbol as it is.") { Body = SymbolName },
    ];

    private static Builtin Of(TextTransform transform, string summary) => new(RayType.Unary, transform.Name, summary)
    {
        Body = (evaluator, arguments) => transform.Apply(evaluator, arguments[0]),
        Rows = (scope, arguments) => transform.Rows(scope, arguments[0]),
        Traits = BuiltinTraits.Deferred,
    };

    /// <summary>A function of texts by row, or nothing for what are no texts.</summary>
    private static RowExpression? Of<T>(RowScope scope, RowExpression argument, TextFunction<T> function)
        where T : unmanaged => argument switch
        {
            TextExpression texts => new TextFunctionExpression<T>(texts, function, scope.Budget),
            RowExpression<int> { Elements.Type: RayType.Symbol } symbols =>
                new SymbolFunctionExpression<T>(symbols, function, scope.Symbols, scope.Budget),
            _ => null,
        };

    /// <summary>A function of a string, a symbol, or a vector of them; nothing for what are no texts.</summary>
    private static Value? Of<T>(Evaluator evaluator, Value value, TextFunction<T> function)
        where T : unmanaged
    {
        if (Utf8Of(evaluator.Symbols, value) is { } text)
            return function.Elements.ToValue(function.Of(text.Span));
        var scope = new RowScope(evaluator.Budget, evaluator.Symbols, evaluator.InQuery);
        return value.Column is { } column && RowExpressions.Of(column) is { } rows
            && Of(scope, rows, function) is { } made
            ? made.ToColumn(evaluator.Budget, evaluator.Workers, column.Count).Marked(NullMark.IfAny)
            : default(Value?);
    }

    /// <summary>The bytes of a string or symbol, or nothing.</summary>
    private static ReadOnlyMemory<byte>? Utf8Of(Symbols symbols, Value value) =>
        value.Text is { } text ? text.Memory
        : value.IsSymbol ? symbols.Memory(value.SymbolId)
        : default(ReadOnlyMemory<byte>?);

    /// <summary>The bytes of a constant string or symbol in an expression, or nothing.</summary>
    private static ReadOnlyMemory<byte>? Utf8Of(Symbols symbols, RowExpression constant) => constant switch
    {
        TextExpression { IsConstant: true, Texts.Count: 1 } text => text.Texts[0],
        ConstantExpression<int> { Elements.Type: RayType.Symbol } symbol => symbols.Memory(symbol.Value),
        _ => default(ReadOnlyMemory<byte>?),
    };

    private static Value Length(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        // As in native, any null has the null for its length.
        if (arguments[0].IsAtom && arguments[0].IsNull)
            return ElementTypes.I64.NullAtom;
        return Of(evaluator, arguments[0], LengthFunction.Instance)
            ?? throw Fault.Type($"strlen: expected string or symbol, got {TypeNames.Of(arguments[0])}");
    }

    private static Builtin LikeOf(
        string name, string summary, bool ignoresCase, BuiltinTraits traits = BuiltinTraits.None)
    {
        return new(RayType.Binary, name, summary)
        {
            Traits = traits,
            Body = (evaluator, arguments) =>
            {
                if (arguments[1].Text is not { } pattern)
                    throw Fault.Type($"{name}: pattern must be a string, got {TypeNames.Of(arguments[1])}");
                var function = Function(evaluator.Budget, pattern.Utf8);
                if (arguments[0].List is { } list)
                    return OfItems(evaluator, list, function, name);
                return Of(evaluator, arguments[0], function)
                    ?? throw Fault.Type($"{name}: expects string or symbol, got {TypeNames.Of(arguments[0])}");
            },
            Rows = (scope, arguments) =>
                arguments[1] is TextExpression { IsConstant: true, Texts: { Count: 1 } pattern }
                    ? Of(scope, arguments[0], Function(scope.Budget, pattern.Utf8(0)))
                    : null,
        };

        LikeFunction Function(Budget budget, ReadOnlySpan<byte> pattern) =>
            new(ignoresCase ? new CaselessGlob(budget, pattern) : Glob.Of(budget, pattern));
    }

    private static Value Find(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (Utf8Of(evaluator.Symbols, arguments[1]) is not { } piece)
            throw Fault.Type("str-find: pattern must be string or symbol atom");
        if (arguments[0].List is { } list)
            return OfItems(evaluator, list, new FindFunction(evaluator.Budget, piece), "str-find");
        return Of(evaluator, arguments[0], new FindFunction(evaluator.Budget, piece))
            ?? throw Fault.Type(
                $"str-find: expected string, symbol, or a vector of them, got {TypeNames.Of(arguments[0])}");
    }

    private static RowExpression? FindRows(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        Utf8Of(scope.Symbols, arguments[1]) is { } piece ? Of(scope, arguments[0], new FindFunction(scope.Budget, piece)) : null;

    /// <summary>A function of the strings and symbols in a list.</summary>
    private static Column<T> OfItems<T>(Evaluator evaluator, ListColumn list, TextFunction<T> function, string verb)
        where T : unmanaged
    {
        evaluator.Budget.Charge(list.Count, function.Elements.Width);
        var results = new T[list.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            results[i] = Utf8Of(evaluator.Symbols, list[i]) is { } text
                ? function.Of(text.Span)
                : throw Fault.Type($"{verb}: list items must be string or symbol atoms");
        }

        return function.Elements.Wrap(results);
    }

    private static Value Substring(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 3)
            throw Fault.Arity($"substr: expected 3 args, got {arguments.Length}");
        if (arguments[1].Column is null && arguments[2].Column is null)
        {
            var transform = new SubstringTransform(Number(arguments[1], "start"), Number(arguments[2], "length"));
            return transform.Apply(evaluator, arguments[0]);
        }

        if (arguments[0].Column is not { } source || !source.Elements.IsText)
            throw Fault.Type("substr: start must be an integer atom");
        return EachSubstring(
            evaluator, source, Numbers(evaluator, arguments[1], "start"), Numbers(evaluator, arguments[2], "length"));
    }

    private static Value EachSubstring(
        Evaluator evaluator, Column source, Func<int, long?> starts, Func<int, long?> lengths)
    {
        var texts = new TextBlockBuilder(evaluator.Budget, source.Count);
        var hasNulls = false;
        for (var i = 0; i < source.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            var (start, length) = (starts(i), lengths(i));
            hasNulls |= start is null || length is null;
            texts.Add(SubstringTransform.Of(Utf8Of(evaluator.Symbols, source[i])!.Value.Span, start, length));
        }

        if (source is TextColumn)
            return texts.ToColumn().Marked(hasNulls ? NullMark.IfAny : NullMark.No);
        var block = texts.ToBlock();
        evaluator.Budget.Charge(block.Count, sizeof(int));
        var ids = new int[block.Count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = evaluator.Symbols.Intern(block.Utf8(i));
        return ElementTypes.Symbol.Wrap(ids, hasNulls);
    }

    private static RowExpression? SubstringRows(RowScope scope, ReadOnlySpan<RowExpression> arguments)
    {
        if (arguments.Length != 3
            || Constant(arguments[1]) is not { } start || Constant(arguments[2]) is not { } length)
            return null;
        var transform = new SubstringTransform(Number(start, "start"), Number(length, "length"));
        return transform.Rows(scope, arguments[0]);
    }

    private static Value? Constant(RowExpression expression) => expression switch
    {
        ConstantExpression<long> constant => constant.Elements.ToValue(constant.Value),
        ConstantExpression<int> constant => constant.Elements.ToValue(constant.Value),
        ConstantExpression<short> constant => constant.Elements.ToValue(constant.Value),
        ConstantExpression<byte> constant => constant.Elements.ToValue(constant.Value),
        ConstantExpression<double> constant => constant.Elements.ToValue(constant.Value),
        _ => default(Value?),
    };

    /// <summary>A number, of a decimal its whole part, or nothing for a null.</summary>
    private static long? Number(Value value, string role)
    {
        if (value.Scalar is not { IsNumeric: true } type)
            throw Fault.Type($"substr: {role} must be an integer atom or I64/I32 vector");
        if (value.IsNull)
            return null;
        return type.IsFloat ? (long)value.Double : value.Bits;
    }

    /// <summary>A number for each row: one for all, or those of a vector, beyond whose end there are none.</summary>
    private static Func<int, long?> Numbers(Evaluator evaluator, Value value, string role)
    {
        if (value.Column is not { } column)
        {
            var number = Number(value, role);
            return _ => number;
        }

        if (column.Type is not (RayType.I64 or RayType.I32) && !(evaluator.InQuery && column.Elements.IsNumeric))
            throw Fault.Type($"substr: {role} must be an integer atom or I64/I32 vector");
        if (column.Count == 1)
        {
            var only = Number(column[0], role);
            return _ => only;
        }

        return row => row < column.Count ? Number(column[row], role) : null;
    }

    private static Value Replace(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 3)
            throw Fault.Arity($"replace: expected 3 args, got {arguments.Length}");
        if (Utf8Of(evaluator.Symbols, arguments[1]) is not { } from)
            throw Fault.Type("replace: from must be string or symbol atom");
        if (Utf8Of(evaluator.Symbols, arguments[2]) is not { } to)
            throw Fault.Type("replace: to must be string or symbol atom");
        return new ReplaceTransform(evaluator.Budget, from, to).Apply(evaluator, arguments[0]);
    }

    private static RowExpression? ReplaceRows(RowScope scope, ReadOnlySpan<RowExpression> arguments) =>
        arguments.Length == 3 && Utf8Of(scope.Symbols, arguments[1]) is { } from
            && Utf8Of(scope.Symbols, arguments[2]) is { } to
                ? new ReplaceTransform(scope.Budget, from, to).Rows(scope, arguments[0])
                : null;

    private static Value Split(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[1].Column is { Elements.IsInteger: true }
            && (arguments[0].Column is not null || arguments[0].Text is not null))
            return SplitAt(evaluator, arguments[0], arguments[1].Column!);
        if (Utf8Of(evaluator.Symbols, arguments[0]) is not { } text)
            throw Fault.Type($"split: expected str or sym input, got {TypeNames.Of(arguments[0])}");
        if (arguments[1].Text is not { } delimiter)
            throw Fault.Type($"split: expected str delimiter, got {TypeNames.Of(arguments[1])}");
        var pieces = new List<Value>();
        while (!delimiter.Utf8.IsEmpty && text.Span.IndexOf(delimiter.Utf8) is >= 0 and var place)
        {
            evaluator.Budget.Charge(64);
            pieces.Add(Value.String(text[..place]));
            text = text[(place + delimiter.Utf8.Length)..];
        }

        pieces.Add(Value.String(text));
        return new ListColumn([.. pieces]);
    }

    /// <summary>The runs of elements that begin at some indices; what is before the first one is left out.</summary>
    private static Value SplitAt(Evaluator evaluator, Value source, Column indices)
    {
        if (indices.Elements.Width == 1)
            throw Fault.Type("split: indices must be integers");
        if (indices.Count == 0)
            return Value.Null;
        evaluator.Budget.Charge(indices.Count, 64);
        var pieces = new Value[indices.Count];
        long count = Runs.Count(source);
        for (var i = 0; i < pieces.Length; i++)
        {
            // Where indices do not ascend the pieces between them are empty.
            var start = Math.Min(indices[i].Bits, count);
            var end = i + 1 < pieces.Length ? Math.Clamp(indices[i + 1].Bits, 0, count) : count;
            if (start < 0)
                throw Fault.Domain("split: indices must not be negative");
            var piece = Runs.Slice(source, (int)start, (int)Math.Max(0, end - start));
            pieces[i] = piece.List is { Count: > 0 } items
                ? new Value(Collapsing.Collapse(evaluator.Budget, items.Span.ToArray()))
                : piece;
        }

        return new ListColumn(pieces);
    }

    private static Value Join(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (Utf8Of(evaluator.Symbols, arguments[1]) is not { } delimiter)
            throw Fault.Type("str-join: delimiter must be string or symbol atom");
        if (Utf8Of(evaluator.Symbols, arguments[0]) is { } only)
            return Value.String(only);
        if (arguments[0].Column is not { } parts || !(parts is ListColumn || parts.Elements.IsText))
            throw Fault.Type("str-join: expected string/symbol atom, string/symbol vector, or list");
        long size = 0;
        for (var i = 0; i < parts.Count; i++)
            size += PartOf(evaluator, parts, i).Length + (i > 0 ? delimiter.Length : 0);
        if (size > Array.MaxLength)
            throw Fault.Limit("a text of more than 2 GB");
        evaluator.Budget.Charge(size);
        var joined = new byte[size];
        var rest = joined.AsSpan();
        for (var i = 0; i < parts.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            if (i > 0)
            {
                delimiter.Span.CopyTo(rest);
                rest = rest[delimiter.Length..];
            }

            var part = PartOf(evaluator, parts, i);
            part.Span.CopyTo(rest);
            rest = rest[part.Length..];
        }

        return Value.String(joined);
    }

    private static ReadOnlyMemory<byte> PartOf(Evaluator evaluator, Column parts, int index) => parts switch
    {
        TextColumn texts => texts.Utf8Memory(index),
        _ => Utf8Of(evaluator.Symbols, parts[index])
            ?? throw Fault.Type("str-join: items must be string or symbol values"),
    };

    private static Value SymbolName(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].IsSymbol || arguments[0].Column is Column<int> { Elements.Type: RayType.Symbol })
            return arguments[0];
        if (arguments[0].Scalar?.Type == RayType.I64 || arguments[0].Column?.Type == RayType.I64)
            throw Fault.Domain("sym-name: the numbers of symbols are the engine's own");
        throw Fault.Type($"sym-name: expected i64 or i64 vector, got {TypeNames.Of(arguments[0])}");
    }
}

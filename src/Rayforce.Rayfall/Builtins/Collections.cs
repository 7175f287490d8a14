using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Making vectors and lists, and choosing elements of them.</summary>
internal static class Collections
{
    public static IEnumerable<Builtin> All =>
    [
        new(RayType.Unary, "til", "The numbers from 0 up to, but without, a count.") { Body = Til, Answer = TilAnswer },
        new(RayType.Variadic, "list", "A list of the arguments.")
        {
            Body = (evaluator, arguments) => ElementTypes.List.FromAtoms(evaluator.Budget, arguments),
            Traits = BuiltinTraits.TakesNull,
        },
        new(RayType.Variadic, "enlist", "A vector of the arguments where they are atoms of one type, or a list.")
        {
            Body = (evaluator, arguments) => arguments.IsEmpty
                ? ElementTypes.I64.Empty
                : Enlist(evaluator, arguments),
            Traits = BuiltinTraits.TakesNull,
        },
        new(RayType.Unary, "where", "The indices at which a vector of truth values is true.")
        {
            Body = Where,
            Traits = BuiltinTraits.Whole,
        },
        new(RayType.Binary, "filter", "The elements, rows or characters where a mask is true.") { Body = Filter },
        new(RayType.Binary, "cross", "All pairs of an element of one and an element of another.") { Body = Cross },
        new(RayType.Binary, "unify", "A list of both arguments.")
        {
            Body = (evaluator, arguments) => ElementTypes.List.FromAtoms(evaluator.Budget, arguments),
        },
        new(RayType.Unary, "type", "The name of a value's type: lower case of an atom, upper case of a vector.")
        {
            Body = (evaluator, arguments) => Value.Name(evaluator.Symbols.Intern(
                arguments[0].IsUntypedNull ? "null" : TypeNames.Of(arguments[0]))),
            Traits = BuiltinTraits.TakesNull,
        },
        new(RayType.Unary, "rc", "How many references there are to a value; the engine does not count them.")
        {
            Body = (_, arguments) => Value.Int64(arguments[0].Function is Builtin ? 3 : 2),
        },
        new(RayType.Unary, "guid", "Random guids.") { Body = Guids, Traits = BuiltinTraits.Volatile },
        new(RayType.Binary, "rand", "Random numbers from 0 up to, but without, a bound.")
        {
            Body = Rand,
            Traits = BuiltinTraits.Volatile,
        },
    ];

    /// <summary>The rows at which a mask is true.</summary>
    public static int[] RowsOf(Budget budget, ReadOnlySpan<byte> mask)
    {
        var count = mask.Length - mask.Count((byte)0);
        budget.Charge(count, sizeof(int));
        var rows = LargeArray.Allocate<int>(count);
        for (int row = 0, next = 0; next < rows.Length; row++)
        {
            // Without a branch: the place is written to until a row stays in it.
            rows[next] = row;
            next += mask[row] != 0 ? 1 : 0;
        }

        return rows;
    }

    /// <summary>Values as a column; whole numbers and decimals together are decimals.</summary>
    private static Column Enlist(Evaluator evaluator, ReadOnlySpan<Value> items)
    {
        var values = items.ToArray();
        if (Array.Exists(values, value => value.Type == RayType.F64)
            && Array.TrueForAll(values, value => value.Scalar is { Type: RayType.I64 or RayType.F64 }))
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i].Type == RayType.I64)
                    values[i] = values[i].IsNull ? ElementTypes.F64.NullAtom : Value.Float64(values[i].Bits);
            }
        }

        return Collapsing.Collapse(evaluator.Budget, values);
    }

    private static Value Til(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var numbers = LargeArray.Allocate<long>(ChargeTil(evaluator, arguments));
        evaluator.Workers.Scan(numbers.Length, (_, start, length) =>
        {
            evaluator.Budget.Check();
            for (var i = start; i < start + length; i++)
                numbers[i] = i;
        });
        return ElementTypes.I64.Wrap(numbers, hasNulls: false);
    }

    private static Value TilAnswer(Evaluator evaluator, ReadOnlySpan<Value> arguments) =>
        ElementTypes.I64.Wrap(new RisingNumbers(ChargeTil(evaluator, arguments)).Memory, hasNulls: false);

    /// <returns>How many numbers are wanted, for which there is memory.</returns>
    private static int ChargeTil(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Scalar?.Type != RayType.I64)
            throw Fault.Type($"til: argument must be an i64 atom, got {TypeNames.Of(arguments[0])}");
        var count = arguments[0].Bits;
        if (count < 0)
            throw Fault.Domain($"til: count must be non-negative, got {count}");
        if (count > Array.MaxLength)
            throw Fault.Limit("a vector of more than 2^31 elements");
        evaluator.Budget.Charge(count, sizeof(long));
        return (int)count;
    }

    private static Value Where(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Column is not Column<byte> { Elements.Type: RayType.B8 } mask)
        {
            var atom = arguments[0].IsAtom || arguments[0].Function is not null ? " atom" : "";
            throw Fault.Type($"where: argument must be a B8 vector, got {TypeNames.Of(arguments[0])}{atom}");
        }

        var span = mask.Span;
        var count = span.Length - span.Count((byte)0);
        evaluator.Budget.Charge(count, sizeof(long));
        var rows = LargeArray.Allocate<long>(count);
        for (int row = 0, next = 0; next < rows.Length; row++)
        {
            rows[next] = row;
            next += span[row] != 0 ? 1 : 0;
        }

        return ElementTypes.I64.Wrap(rows, hasNulls: false);
    }

    private static Value Filter(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (source, mask) = (arguments[0], arguments[1].Column);
        var truths = mask as Column<byte>;
        if (mask is null || source.Dict is not null || Runs.Count(source) < 0
            || (source.Column is null && truths?.Elements.Type != RayType.B8))
            throw Fault.Type($"filter: vec and mask must be lists, got {TypeNames.Of(source, arguments[1])}");
        if (mask.Count != Runs.Count(source))
            throw Fault.Length($"filter: mask length must equal vec length {Runs.Count(source)}, got {mask.Count}");
        if (truths?.Elements.Type != RayType.B8)
        {
            truths = TruthsOf(evaluator.Budget, mask);
            // Native collects atoms one by one then, and leaves those of most types in a list.
            if (source.Column is { } column && (column.Count == 0 || !CollectsToVector(column.Type)))
                source = ElementTypes.List.Concat(evaluator.Budget, [column]);
        }

        return Runs.Gather(evaluator.Budget, source, RowsOf(evaluator.Budget, truths.Span));
    }

    private static bool CollectsToVector(RayType type) => type is RayType.B8 or RayType.I16 or RayType.I32
        or RayType.I64 or RayType.F64 or RayType.Symbol or RayType.String;

    private static Column<byte> TruthsOf(Budget budget, Column mask)
    {
        budget.Charge(mask.Count);
        var truths = new byte[mask.Count];
        for (var i = 0; i < truths.Length; i++)
        {
            truths[i] = mask[i].Scalar?.Type == RayType.B8
                ? (byte)mask[i].Bits
                : throw Fault.Type($"filter: mask elements must be bool, got {TypeNames.Of(mask[i])}");
        }

        return ElementTypes.B8.Wrap(truths, hasNulls: false);
    }

    private static Value Cross(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Dict is not null || argument.Table is not null)
                throw Fault.Type("cross: expected atoms or vectors/lists");
        }

        var left = arguments[0].Column ?? new ListColumn(arguments[0]);
        var right = arguments[1].Column ?? new ListColumn(arguments[1]);
        evaluator.Budget.Charge((long)left.Count * right.Count, 160);
        var pairs = new Value[left.Count * right.Count];
        var next = 0;
        for (var i = 0; i < left.Count; i++)
        {
            evaluator.Budget.Check();
            for (var j = 0; j < right.Count; j++)
            {
                if (next % Budget.BlockSize == 0)
                    evaluator.Budget.Check();
                pairs[next++] = new ListColumn(left[i], right[j]);
            }
        }

        return new ListColumn(pairs);
    }

    private static Value Guids(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0].Scalar is not { IsInteger: true })
            throw Fault.Type($"guid expects a numeric count, got {TypeNames.Of(arguments[0])}");
        var count = arguments[0].Bits;
        if (count < 0)
            throw Fault.Domain($"guid count must be non-negative, got {count}");
        evaluator.Budget.Charge(count, 16);
        var guids = new Guid[count];
        for (var i = 0; i < guids.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            guids[i] = Guid.NewGuid();
        }

        return ElementTypes.Guid.Wrap(guids, hasNulls: false);
    }

    private static Value Rand(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (count, bound) = (Integer(arguments[0], "count"), Integer(arguments[1], "max"));
        if (count < 0)
            throw Fault.Domain($"rand: count must be non-negative, got {count}");
        if (bound <= 0)
            throw Fault.Domain($"rand: max must be positive, got {bound}");
        evaluator.Budget.Charge(count, sizeof(long));
        var numbers = new long[count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i % Budget.BlockSize == 0)
                evaluator.Budget.Check();
            numbers[i] = Random.Shared.NextInt64(bound);
        }

        return ElementTypes.I64.Wrap(numbers, hasNulls: false);
    }

    private static long Integer(Value value, string role) =>
        value.Scalar is { IsInteger: true } type && type.Type != RayType.B8
            ? value.Bits
            : throw Fault.Type($"rand: {role} must be an integer, got {TypeNames.Of(value)}");
}

using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Functions that call functions, element by element.</summary>
internal static class HigherOrder
{
    public static IEnumerable<Builtin> All =>
    [
        Of("map", "A function's values over the elements of a list; with two, the first stays as it is.", Map),
        Of("pmap", "As `map`.", Map),
        Of("map-left", "A function's values over the elements of the first of two arguments.", MapLeft),
        Of("map-right", "A function's values over the elements of the second of two arguments.", MapRight),
        Of("apply", "A function's values over the elements of two lists side by side.", Apply),
        Of("fold", "What a function makes of a value and the elements of a list, one after another.", FoldLeft),
        Of("fold-left", "As `fold`.", FoldLeft),
        Of("fold-right", "As `fold`, from the last element on; the element is the first argument.", FoldRight),
        Of("fold-while", "As `fold`, as long as a condition holds for the value.", FoldWhile),
        Of("scan", "The values that `fold` goes through.", ScanLeft),
        Of("scan-left", "As `scan`.", ScanLeft),
        Of("scan-right", "The values that `fold-right` goes through, each where its element stands.", ScanRight),
    ];

    private static Builtin Of(string name, string summary, BuiltinBody body) =>
        new(RayType.Variadic, name, summary) { Body = body, Traits = BuiltinTraits.TakesNull };

    private static Value Map(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length < 2)
            throw Fault.Domain($"map: requires at least 2 args (fn and vec), got {arguments.Length}");
        var function = arguments[0];
        if (arguments.Length > 2)
        {
            var fixedValue = arguments[1];
            return arguments[2].Column is { } others
                ? new ListColumn(EachRight(evaluator, function, fixedValue, others))
                : Call(evaluator, function, fixedValue, arguments[2]);
        }

        var source = RequireColumn(arguments[1], "map");
        var results = Reserve(evaluator, source.Count);
        for (var i = 0; i < results.Length; i++)
            results[i] = Call(evaluator, function, source[i]);
        return new ListColumn(results);
    }

    private static Value MapLeft(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        RequireThree(arguments, "map-left");
        return arguments[1].Column is { } source
            ? Collapse(evaluator, EachLeft(evaluator, arguments[0], source, arguments[2]))
            : Call(evaluator, arguments[0], arguments[1], arguments[2]);
    }

    private static Value MapRight(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        RequireThree(arguments, "map-right");
        return arguments[2].Column is { } source
            ? Collapse(evaluator, EachRight(evaluator, arguments[0], arguments[1], source))
            : Call(evaluator, arguments[0], arguments[1], arguments[2]);
    }

    private static Value[] EachLeft(Evaluator evaluator, Value function, Column source, Value right)
    {
        var results = Reserve(evaluator, source.Count);
        for (var i = 0; i < results.Length; i++)
            results[i] = Call(evaluator, function, source[i], right);
        return results;
    }

    private static Value[] EachRight(Evaluator evaluator, Value function, Value left, Column source)
    {
        var results = Reserve(evaluator, source.Count);
        for (var i = 0; i < results.Length; i++)
            results[i] = Call(evaluator, function, left, source[i]);
        return results;
    }

    private static Value Apply(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length < 3)
            throw Fault.Domain($"apply: requires at least 3 args (fn and two vecs), got {arguments.Length}");
        if (!IsCollection(arguments[1]) && !IsCollection(arguments[2]))
            return Call(evaluator, arguments[0], arguments[1], arguments[2]);
        if (arguments[1].Column is not { } left || arguments[2].Column is not { } right)
            throw Fault.Type($"apply: both vec args must be lists, got {TypeNames.Of(arguments[1], arguments[2])}");
        var results = Reserve(evaluator, Math.Min(left.Count, right.Count));
        for (var i = 0; i < results.Length; i++)
            results[i] = Call(evaluator, arguments[0], left[i], right[i]);
        return new ListColumn(results);
    }

    private static bool IsCollection(Value value) =>
        value.Column is not null || value.Dict is not null || value.Table is not null;

    private static Value FoldLeft(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (value, source, next) = Start(arguments, "fold");
        for (; next < source.Count; next++)
            value = Call(evaluator, arguments[0], value, source[next]);
        return value;
    }

    private static Value FoldRight(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var (value, source, _) = Start(arguments, "fold-right");
        var next = source.Count - 1;
        if (arguments.Length == 2)
            value = source[next--];
        for (; next >= 0; next--)
            value = Call(evaluator, arguments[0], source[next], value);
        return value;
    }

    /// <summary>The value to begin with, the elements, and the first one that is still to come.</summary>
    private static (Value Value, Column Source, int Next) Start(ReadOnlySpan<Value> arguments, string verb)
    {
        if (arguments.Length < 2)
            throw Fault.Domain($"{verb}: requires at least 2 args (fn and vec), got {arguments.Length}");
        if (arguments.Length > 2)
            return (arguments[1], RequireColumn(arguments[2], verb), 0);
        var source = RequireColumn(arguments[1], verb);
        return source.Count == 0
            ? throw Fault.Domain($"{verb}: empty list has no initial value, got 0")
            : (source[0], source, 1);
    }

    private static Value FoldWhile(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 4)
        {
            throw Fault.Domain(
                $"fold-while: requires exactly 4 args (pred, fn, init, coll), got {arguments.Length}");
        }

        if (arguments[3].Column is not { } source)
            throw Fault.Type($"fold-while: coll arg must be a collection, got {TypeNames.Of(arguments[3])}");
        var value = arguments[2];
        for (var i = 0; i < source.Count && Truth.Of(Call(evaluator, arguments[0], value)); i++)
            value = Call(evaluator, arguments[1], value, source[i]);
        return value;
    }

    private static Value ScanLeft(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var source = RequireScanned(arguments, "scan");
        if (source.Count == 0)
            return ListColumn.Empty;
        var results = Reserve(evaluator, source.Count);
        results[0] = source[0];
        for (var i = 1; i < results.Length; i++)
            results[i] = Call(evaluator, arguments[0], results[i - 1], source[i]);
        // Native has loops of its own for these, which make vectors.
        return source.Type is RayType.I16 or RayType.I32 or RayType.I64 or RayType.F64
            && arguments[0].Function is Builtin { Name: "+" or "*" }
                ? source.Elements.FromAtoms(evaluator.Budget, results)
                : new ListColumn(results);
    }

    private static Value ScanRight(Evaluator evaluator, ReadOnlySpan<Value> arguments)
    {
        var source = RequireScanned(arguments, "scan-right");
        if (source.Count == 0)
            return ListColumn.Empty;
        var results = Reserve(evaluator, source.Count);
        results[^1] = source[source.Count - 1];
        for (var i = results.Length - 2; i >= 0; i--)
            results[i] = Call(evaluator, arguments[0], source[i], results[i + 1]);
        return new ListColumn(results);
    }

    private static Column RequireScanned(ReadOnlySpan<Value> arguments, string verb) => arguments.Length < 2
        ? throw Fault.Domain($"{verb}: requires at least 2 args (fn and vec), got {arguments.Length}")
        : RequireColumn(arguments[1], verb);

    private static Column RequireColumn(Value value, string verb) =>
        value.Column ?? throw Fault.Type($"{verb}: vec arg must be a list, got {TypeNames.Of(value)}");

    private static void RequireThree(ReadOnlySpan<Value> arguments, string verb)
    {
        if (arguments.Length != 3)
            throw Fault.Domain($"{verb}: requires exactly 3 args (fn, left, right), got {arguments.Length}");
    }

    private static Value[] Reserve(Evaluator evaluator, int count)
    {
        evaluator.Budget.Charge(count, 16);
        return new Value[count];
    }

    /// <summary>The results as a vector where they are of one type.</summary>
    private static Column Collapse(Evaluator evaluator, Value[] results) => results.Length == 0
        ? ElementTypes.I64.Empty
        : Collapsing.Collapse(evaluator.Budget, results);

    /// <summary>
    /// Calls a function by value. As in native, a builtin of any number of arguments cannot be called so, and one of
    /// one argument takes the first of two; only <c>min</c> and <c>max</c> have a use for both.
    /// </summary>
    private static Value Call(Evaluator evaluator, Value function, params ReadOnlySpan<Value> arguments) =>
        function.Function switch
        {
            Builtin { Type: RayType.Variadic } =>
                throw Fault.Type($"call: expected a callable function, got {TypeNames.Of(function)}"),
            Builtin { Type: RayType.Unary, Name: not ("min" or "max") } => evaluator.Apply(function, arguments[0]),
            _ => evaluator.Apply(function, arguments),
        };
}

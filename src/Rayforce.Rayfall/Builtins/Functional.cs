namespace Rayforce.Rayfall;

/// <summary>Functions that take functions.</summary>
internal static class Functional
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Variadic("map", Map, BuiltinTraits.RowWise);
        table.Variadic("pmap", Map, BuiltinTraits.RowWise);
        table.Variadic("map-left", (evaluation, arguments) => MapSide(evaluation, arguments, "map-left", side: 1));
        table.Variadic("map-right", (evaluation, arguments) => MapSide(evaluation, arguments, "map-right", side: 2));
        table.Variadic("apply", Each, BuiltinTraits.RowWise);
        table.Variadic("fold", Fold, BuiltinTraits.RowWise);
        table.Variadic("scan", Scan, BuiltinTraits.RowWise);
    }

    /// <summary>Over the elements of the last argument; those before it stay as they are.</summary>
    private static RayObject Map(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        if (arguments.Length < 2)
            throw Fault.Arity($"map: expected at least 2 args, got {arguments.Length}");
        var function = arguments[0];
        var source = arguments[^1];
        if (!Vectors.IsCollection(source))
            throw Fault.Type($"map: vec arg must be a list, got {TypeNames.Of(source)}");
        var values = arguments[1..].ToArray();
        var results = new RayObject[Vectors.Count(source)];
        evaluation.Budget.Charge(results.Length, RayType.List);
        for (var i = 0; i < results.Length; i++)
        {
            values[^1] = Vectors.At(source, i);
            results[i] = evaluation.Apply(function, values);
        }

        return RayList.Wrap(results);
    }

    /// <summary>Over the elements of one of two arguments; the other stays as it is.</summary>
    private static RayObject MapSide(Evaluation evaluation, ReadOnlySpan<RayObject> arguments, string name, int side)
    {
        if (arguments.Length != 3)
            throw Fault.Arity($"{name}: expected 3 args, got {arguments.Length}");
        var (function, values) = (arguments[0], arguments[1..].ToArray());
        var source = arguments[side];
        if (!Vectors.IsCollection(source))
            return evaluation.Apply(function, values);
        evaluation.Budget.Charge(Vectors.Count(source), RayType.List);
        var results = new RayObject[Vectors.Count(source)];
        for (var i = 0; i < results.Length; i++)
        {
            values[side - 1] = Vectors.At(source, i);
            results[i] = evaluation.Apply(function, values);
        }

        return Vectors.Collapse(results);
    }

    /// <summary>Over the elements of all arguments at once.</summary>
    private static RayObject Each(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        if (arguments.Length < 2)
            throw Fault.Arity($"apply: expected at least 2 args, got {arguments.Length}");
        var sources = arguments[1..].ToArray();
        var count = sources.Min(Vectors.Count);
        evaluation.Budget.Charge(count, RayType.List);
        var results = new RayObject[count];
        for (var i = 0; i < count; i++)
            results[i] = evaluation.Apply(arguments[0], Array.ConvertAll(sources, source => Vectors.At(source, i)));
        return RayList.Wrap(results);
    }

    private static RayObject Fold(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        var (value, rest, function) = Start(evaluation, arguments, "fold");
        foreach (var element in rest)
            value = evaluation.Apply(function, value, element);
        return value;
    }

    private static RayObject Scan(Evaluation evaluation, ReadOnlySpan<RayObject> arguments)
    {
        var (value, rest, function) = Start(evaluation, arguments, "scan");
        var results = new List<RayObject> { value };
        foreach (var element in rest)
        {
            value = evaluation.Apply(function, value, element);
            results.Add(value);
        }

        return Vectors.Collapse([.. results]);
    }

    private static (RayObject Value, RayObject[] Others, RayObject Function) Start(
        Evaluation evaluation, ReadOnlySpan<RayObject> arguments, string name)
    {
        if (arguments.Length != 2 && !(arguments.Length == 3 && name == "fold"))
            throw Fault.Arity($"{name}: expected 2 args, got {arguments.Length}");
        var source = arguments[^1];
        if (!Vectors.IsCollection(source))
            throw Fault.Type($"{name}: vec arg must be a list, got {TypeNames.Of(source)}");
        evaluation.Budget.Charge(Vectors.Count(source), RayType.List);
        var items = Concatenation.Items(source);
        if (arguments.Length == 3)
            return (arguments[1], items, arguments[0]);
        return items.Length == 0 ? (RayAtom<long>.Null, [], arguments[0]) : (items[0], items[1..], arguments[0]);
    }
}

namespace Rayforce.Rayfall;

/// <summary>Binding, branching, functions, errors and evaluation itself.</summary>
internal static class Control
{
    public static void Register(BuiltinTable.Builder table)
    {
        table.Binary("set", Set, BuiltinTraits.Special | BuiltinTraits.Restricted);
        table.Binary("let", Let, BuiltinTraits.Special);
        table.Variadic("if", If, BuiltinTraits.Special);
        table.Variadic("do", Do, BuiltinTraits.Special);
        table.Variadic("fn", Function, BuiltinTraits.Special);
        table.Variadic("quote", Quote, BuiltinTraits.Special);
        table.Variadic("and", And, BuiltinTraits.Special);
        table.Variadic("or", Or, BuiltinTraits.Special);
        table.Unary("not", Not);
        table.Binary("try", Try, BuiltinTraits.Special);
        table.Unary("raise", (_, value) =>
            throw new RayfallException("domain", (value as RayString)?.Value) { Raised = value });
        table.Unary("eval", (evaluation, form) => evaluation.Evaluate(form));
        table.Unary("parse", Parse);
        table.Variadic("return", (_, arguments) => arguments.IsEmpty ? RayNull.Instance : arguments[0]);
        table.Variadic("resolve", Resolve, BuiltinTraits.Special);
        table.Unary(
            "type",
            (_, value) => new RaySymbol(value is RayNull ? "null" : TypeNames.Of(value)),
            BuiltinTraits.TakesNull | BuiltinTraits.RowWise);
        table.Unary("nil?", IsNull, BuiltinTraits.TakesNull);
    }

    private static RayObject Set(Evaluation evaluation, RayObject name, RayObject form)
    {
        var symbol = RequireName(name, "set");
        var value = evaluation.Evaluate(form);
        evaluation.BindGlobal(symbol, value);
        return value;
    }

    private static RayObject Let(Evaluation evaluation, RayObject name, RayObject form)
    {
        var symbol = RequireName(name, "let");
        var value = evaluation.Evaluate(form);
        if (SystemNames.IsReserved(symbol.Name))
            throw new RayfallException("reserve", null);
        evaluation.BindLocal(symbol, value);
        return value;
    }

    private static RaySymbol RequireName(RayObject name, string form) =>
        name as RaySymbol ?? throw Fault.Type($"{form}: name must be a symbol, got {TypeNames.Of(name)}");

    private static RayObject If(Evaluation evaluation, ReadOnlySpan<RayObject> forms)
    {
        if (forms.Length < 2)
            throw Fault.Domain($"if: expected at least 2 args (cond then), got {forms.Length}");
        var condition = evaluation.Evaluate(forms[0]);
        if (evaluation.InQuery && forms.Length > 2 && condition is RayVector<bool> mask)
            return Choose(evaluation, mask, evaluation.Evaluate(forms[1]), evaluation.Evaluate(forms[2]));
        if (Atoms.IsTrue(condition))
            return evaluation.Evaluate(forms[1]);
        return forms.Length > 2 ? evaluation.Evaluate(forms[2]) : 0L;
    }

    /// <summary>In a query, a condition on a column chooses row by row.</summary>
    private static RayObject Choose(
        Evaluation evaluation, RayVector<bool> mask, RayObject whenTrue, RayObject whenFalse)
    {
        evaluation.Budget.Charge(mask.Count, RayType.Guid);
        foreach (var branch in (ReadOnlySpan<RayObject>)[whenTrue, whenFalse])
        {
            if (Vectors.IsCollection(branch) && Vectors.Count(branch) != mask.Count)
                throw Fault.Length($"if: lengths must match, got {mask.Count} and {Vectors.Count(branch)}");
        }

        // A whole number beside decimals becomes one.
        if (whenTrue.Type == RayType.F64 || whenFalse.Type == RayType.F64)
        {
            whenTrue = Columns.ToDecimals(evaluation, whenTrue);
            whenFalse = Columns.ToDecimals(evaluation, whenFalse);
        }

        var (chosen, others) = (AsColumn(whenTrue), AsColumn(whenFalse));
        return Overlay.Apply(others, chosen, Collections.Rows(evaluation, mask));

        RayObject AsColumn(RayObject value) =>
            Vectors.IsCollection(value) ? value : Queries.Repeat(evaluation, value, mask.Count);
    }

    private static RayObject IsNull(Evaluation evaluation, RayObject value)
    {
        if (!evaluation.InQuery || !Vectors.IsCollection(value))
            return Atoms.Bool(Atoms.IsNull(value));
        evaluation.Budget.Charge(Vectors.Count(value), RayType.B8);
        var result = new bool[Vectors.Count(value)];
        for (var i = 0; i < result.Length; i++)
            result[i] = Atoms.IsNull(Vectors.At(value, i));
        return RayVector<bool>.Wrap(result);
    }

    private static RayObject Do(Evaluation evaluation, ReadOnlySpan<RayObject> forms)
    {
        var outer = evaluation.EnterScope();
        RayObject value = 0L;
        foreach (var form in forms)
            value = evaluation.Evaluate(form);
        evaluation.LeaveScope(outer);
        return value;
    }

    private static RayLambda Function(Evaluation evaluation, ReadOnlySpan<RayObject> forms)
    {
        if (forms.Length < 2)
            throw Fault.Domain($"fn: expected at least 2 args (params body), got {forms.Length}");
        if (forms[0] is RaySymbolVector names)
        {
            foreach (var name in names.ToArray())
            {
                if (SystemNames.IsReserved(name))
                    throw new RayfallException("reserve", $"lambda parameter '{name}' is in the reserved namespace");
            }
        }

        return new RayLambda(forms[0], RayList.Wrap(forms[1..].ToArray()));
    }

    /// <summary>A name becomes a literal; a character, which only wire version 1 has, a string as elsewhere.</summary>
    private static RayObject Quote(Evaluation evaluation, ReadOnlySpan<RayObject> forms) => forms switch
    {
        [RaySymbol name] => new RaySymbol(name.Utf8, quoted: true),
        [RayAtom<RayChar> character] => evaluation.Evaluate(character),
        [var form] => form,
        _ => throw Fault.Domain("quote expects 1 argument"),
    };

    private static RayObject And(Evaluation evaluation, ReadOnlySpan<RayObject> forms) =>
        Combine(evaluation, forms, stopsAt: false, Comparison.And);

    private static RayObject Or(Evaluation evaluation, ReadOnlySpan<RayObject> forms) =>
        Combine(evaluation, forms, stopsAt: true, Comparison.Or);

    /// <summary>Goes on until an atom settles the answer; vectors are combined element by element.</summary>
    private static RayObject Combine(
        Evaluation evaluation, ReadOnlySpan<RayObject> forms, bool stopsAt, BinaryBody combine)
    {
        if (forms.IsEmpty)
            throw Fault.Arity("expected at least 1 arg, got 0");
        var value = evaluation.Evaluate(forms[0]);
        foreach (var form in forms[1..])
        {
            if (value.IsAtom && Atoms.IsTrue(value) == stopsAt)
                return value;
            value = combine(evaluation, value, evaluation.Evaluate(form));
        }

        return value;
    }

    private static RayObject Not(Evaluation evaluation, RayObject value)
    {
        if (value is not RayVector<bool> vector)
            return Atoms.Bool(!Atoms.IsTrue(value));
        evaluation.Budget.Charge(vector.Count, RayType.B8);
        var result = new bool[vector.Count];
        for (var i = 0; i < result.Length; i++)
            result[i] = !vector[i];
        return RayVector<bool>.Wrap(result);
    }

    private static RayObject Try(Evaluation evaluation, RayObject form, RayObject handler) =>
        evaluation.Try(form, error =>
        {
            // A function is asked; any other value is the value to fall back on.
            var recovery = evaluation.Evaluate(handler);
            return recovery is RayLambda or RayBuiltin { Type: RayType.Unary }
                ? evaluation.Apply(recovery, error.Raised ?? 0L)
                : recovery;
        });

    private static RayObject Parse(Evaluation evaluation, RayObject source)
    {
        if (source is not RayString text)
            throw Fault.Type($"parse: expected a string, got {TypeNames.Of(source)}");
        var forms = RayfallParser.Read(text.Utf8);
        return forms.Count == 1 ? forms[0] : RayList.Wrap([new RaySymbol("do"), .. forms]);
    }

    private static RayObject Resolve(Evaluation evaluation, ReadOnlySpan<RayObject> forms) =>
        forms is [RaySymbol name] ? evaluation.Resolve(name) : throw Fault.Type("resolve: expected a name");
}

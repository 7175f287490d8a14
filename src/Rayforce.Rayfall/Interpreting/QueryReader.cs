using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Planning;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>Reads the clauses of a query: a dict of them, under any other key a column to compute.</summary>
internal sealed class QueryReader(Compiler compiler, string verb)
{
    /// <summary>Whether the answer can be sorted and cut; otherwise these words are columns.</summary>
    public bool HasOrder { get; init; } = true;

    /// <summary>The clauses of a call <c>(verb {…})</c>.</summary>
    public QueryCode Read(ListColumn form)
    {
        if (form.Count < 2)
            throw Fault.Arity($"{verb}: expects a query dict, got 0 args");
        if (form[1].Dict is not { } dict)
            throw Fault.Type($"{verb}: query must be a dict, got {TypeNames.Of(form[1])}");
        var keys = dict.Keys as Column<int>;
        if (keys is not { Elements.Type: RayType.Symbol })
            throw Fault.Domain($"{verb}: missing `from:` clause");

        Node? from = null, where = null, take = null;
        NearestClause? nearest = null;
        (int?, Node)[]? by = null;
        var isByDict = false;
        RayfallException? notSorted = null;
        var order = new List<(int, bool)>();
        var outputs = new List<(int, Node)>();
        for (var i = 0; i < keys.Count; i++)
        {
            var (name, code) = (keys.Span[i], dict.Values[i]);
            if (name == WellKnown.From)
                from ??= compiler.Compile(code);
            else if (name == WellKnown.Where)
                where ??= compiler.Compile(code);
            else if (name == WellKnown.By)
                by ??= By(code, out isByDict);
            else if (HasOrder && name == WellKnown.Take)
                take ??= compiler.Compile(code);
            else if (HasOrder && (name == WellKnown.Asc || name == WellKnown.Desc))
                order.AddRange(Order(code, ref notSorted).Select(column => (column, name == WellKnown.Desc)));
            else if (HasOrder && name == WellKnown.Nearest)
                nearest ??= Nearest(code);
            else
                outputs.Add((name, compiler.Compile(code)));
        }

        // As native has it, groups stay as they are.
        if (notSorted is not null && by is null)
            throw notSorted;
        if (nearest is not null && (by is not null || order.Count > 0))
            throw Fault.Domain($"{verb}: `nearest` cannot be combined with {(by is null ? "asc/desc" : "`by`")}");
        return new QueryCode
        {
            From = from ?? throw Fault.Domain($"{verb}: missing `from:` clause"),
            Where = where,
            By = by,
            IsByDict = isByDict,
            Take = take,
            Nearest = nearest,
            Order = [.. order],
            Outputs = [.. outputs],
        };
    }

    /// <summary>What rows are to be nearest to.</summary>
    private NearestClause Nearest(Value code)
    {
        if (code.List is not { Count: >= 3 } call)
            throw Fault.Domain("nearest: expected (ann <handle> <query> [ef]) or (knn <col> <query> [metric])");
        return new NearestClause(
            call[0].IsSymbol ? compiler.Symbols.Text(call[0].SymbolId) : null,
            call[1].IsSymbol ? call[1].SymbolId : null,
            compiler.Compile(call[2]),
            call.Count > 3 && call[3].IsSymbol ? compiler.Symbols.Text(call[3].SymbolId) : null);
    }

    /// <summary>The columns of a sort clause; none, and an error, of anything else.</summary>
    private int[] Order(Value code, ref RayfallException? notSorted)
    {
        if (code.IsSymbol)
            return [code.SymbolId];
        if (code.Column is Column<int> { Elements.Type: RayType.Symbol, Count: > 0 } names)
            return names.Span.ToArray();
        notSorted ??= Fault.Domain($"{verb}: asc/desc value must be a column name or symbol list, got {TypeNames.Of(code)}");
        return [];
    }

    /// <summary>The keys of groups: a name, several, a dict of names and expressions, or an expression.</summary>
    private (int?, Node)[] By(Value code, out bool isDict)
    {
        isDict = code.Dict is not null;
        if (code.Dict is { } dict)
        {
            if (dict.Count == 0)
                return [];
            if (dict.Keys is not Column<int> { Elements.Type: RayType.Symbol } names)
                throw Fault.Type($"{verb}: the keys of `by:` are names");
            if (names.Span.ToArray().Distinct().Count() < names.Count)
                throw Fault.Domain($"{verb}: a key of `by:` stands there twice");
            var keys = new (int?, Node)[dict.Count];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = (names.Span[i], compiler.Compile(dict.Values[i]));
            return keys;
        }

        if (code.Column is Column<int> { Elements.Type: RayType.Symbol, Count: > 0 } columns)
            return [.. columns.Span.ToArray().Select(name => ((int?)name, (Node)new NameNode(name)))];
        return [(null, compiler.Compile(code))];
    }
}

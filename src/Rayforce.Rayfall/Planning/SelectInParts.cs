using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>
/// A select whose rows neither know of each other nor are sorted: they are computed some at a time, and those that are
/// there are handed on while others are still to come.
/// </summary>
internal sealed class SelectInParts(Evaluator evaluator, QueryClauses clauses, Action<TableValue> part)
{
    // Enough for the workers to share, and few enough to come soon.
    private const int Rows = 4 * Workers.MorselSize;

    /// <summary>Hands on the rows of the answer but the last ones.</summary>
    /// <returns>The last ones; all of them where they cannot be computed in parts.</returns>
    public TableValue Run()
    {
        var select = new Select(evaluator, clauses);
        var table = select.Source();
        if (table.RowCount <= Rows || !IsRowwise(table))
            return select.Run(table);
        var take = TakeClause.Of(evaluator, clauses.Take);
        var (skipped, left) = take is { } some ? (some.Offset, some.Count) : (0, long.MaxValue);
        if (skipped < 0)
            return select.Run(table);

        select = new Select(evaluator, clauses with { Take = null });
        for (var start = 0; ; start += Rows)
        {
            var (charged, symbols) = (evaluator.Budget.Memory, evaluator.Symbols.OwnCharge);
            var rows = select.Run(table.Slice(start, Math.Min(Rows, table.RowCount - start)));
            var first = (int)Math.Min(skipped, rows.RowCount);
            rows = rows.Slice(first, (int)Math.Min(left, rows.RowCount - first));
            (skipped, left) = (skipped - first, left - rows.RowCount);
            if (left == 0 || start >= table.RowCount - Rows)
                return rows;
            if (rows.RowCount > 0)
                part(rows);
            // New symbols stay with the request, and so does what they were charged.
            var kept = evaluator.Symbols.OwnCharge - symbols;
            evaluator.Budget.Release(evaluator.Budget.Memory - charged - kept);
        }
    }

    private bool IsRowwise(TableValue table)
    {
        if (clauses.By is not null || clauses.Nearest is not null || clauses.Order.Length > 0)
            return false;
        var outputs = new HashSet<int>();
        foreach (var (name, expression) in clauses.Outputs)
        {
            if (!IsRowwise(expression) || !HasRows(expression))
                return false;
            outputs.Add(name);
        }

        return clauses.Where is { } where ? IsRowwise(where) && HasRows(where) : outputs.Count > 0;

        bool IsRow(int name) => table.IndexOf(name) >= 0 || outputs.Contains(name);

        bool HasRows(QueryExpression expression) => expression switch
        {
            Reference reference => IsRow(reference.Name),
            Literal { Value.IsSymbol: true, IsQuoted: false } literal => IsRow(literal.Value.SymbolId),
            BuiltinCall call => Array.Exists(call.Arguments, HasRows),
            Choice choice => HasRows(choice.Otherwise)
                || Array.Exists(choice.Pairs, pair => HasRows(pair.Condition) || HasRows(pair.Branch)),
            _ => false,
        };

        bool IsRowwise(QueryExpression expression) => expression switch
        {
            Reference reference => IsRow(reference.Name) || evaluator.FindGlobal(reference.Name) is { IsAtom: true },
            Literal literal => literal.Value.IsAtom,
            BuiltinCall { Builtin: { Rows: not null, Aggregate: null } builtin } call =>
                !builtin.Is(BuiltinTraits.Ordered) && !builtin.Is(BuiltinTraits.Whole) && !builtin.Is(BuiltinTraits.Volatile)
                && call.Arguments.Index().All(argument => IsRowwise(argument.Item) || IsSet(builtin, call, argument.Index)),
            Choice choice => IsRowwise(choice.Otherwise)
                && Array.TrueForAll(choice.Pairs, pair => IsRowwise(pair.Condition) && IsRowwise(pair.Branch)),
            _ => false,
        };

        static bool IsSet(Builtin builtin, BuiltinCall call, int index) =>
            builtin.Is(BuiltinTraits.OfSet) && index == call.Arguments.Length - 1 && call.Arguments[index] is Literal;
    }
}

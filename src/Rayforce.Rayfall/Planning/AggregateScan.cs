using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>
/// Drives aggregates over rows, morsel by morsel on the workers. States of morsels are merged in their order, so that
/// the answer is the same for any number of workers.
/// </summary>
internal static class AggregateScan
{
    // With more groups than this a state for each morsel costs more than it saves.
    private const int FewGroups = 4096;

    /// <summary>The value of all rows.</summary>
    public static Value One(Evaluator evaluator, Aggregate aggregate, RowExpression[] arguments, QueryRows rows) =>
        Aggregates.Over(
            evaluator, aggregate, arguments, rows.Count, inQuery: true, ofChosenRows: rows.Count < rows.Table.RowCount);

    /// <summary>The values of the groups, for some aggregates.</summary>
    public static Column[] ByGroup(
        Evaluator evaluator, Grouping grouping, (Aggregate Aggregate, RowExpression[] Arguments)[] aggregates)
    {
        var scope = new RowScope(evaluator.Budget, evaluator.Symbols, InQuery: true);
        var count = grouping.GroupOfRow.Length;
        var groups = grouping.Count;
        var states = Array.ConvertAll(aggregates, item => item.Aggregate.Start(scope, item.Arguments));
        foreach (var state in states)
            state.Grow(groups);
        if (groups <= FewGroups && Workers.Morsels(count) > 1)
        {
            var parts = new AggregateState[Workers.Morsels(count)][];
            evaluator.Workers.Scan(count, (morsel, start, length) =>
            {
                parts[morsel] = Array.ConvertAll(aggregates, item => item.Aggregate.Start(scope, item.Arguments));
                foreach (var state in parts[morsel])
                    state.Grow(groups);
                Add(parts[morsel], start, length);
            });
            var same = new int[groups];
            for (var i = 0; i < groups; i++)
                same[i] = i;
            foreach (var part in parts)
            {
                for (var i = 0; i < states.Length; i++)
                    states[i].Merge(part[i], same);
            }
        }
        else
        {
            // Each aggregate goes over all rows in their order; the workers share the aggregates.
            evaluator.Workers.Run(states.Length, i => Add(states, 0, count, i, 1));
        }

        return Array.ConvertAll(states, state => state.Finish());

        void Add(AggregateState[] into, int start, int length, int first = 0, int take = int.MaxValue) =>
            EachBlock(evaluator.Budget, start, length, (in Block block) =>
            {
                var numbers = grouping.GroupOfRow.AsSpan(block.Start, block.Count);
                for (var i = first; i < Math.Min(into.Length, (long)first + take); i++)
                    into[i].Add(aggregates[i].Arguments, block, numbers);
            });
    }

    private static void EachBlock(Budget budget, int start, int length, BlockAction action)
    {
        budget.Check();
        using var scratch = Scratch.Take();
        for (var end = start + length; start < end; start += Block.Size)
        {
            scratch.Reset();
            if ((start & (Budget.BlockSize - 1)) == 0)
                budget.Check();
            action(new Block(scratch, start, Math.Min(Block.Size, end - start)));
        }
    }

    private delegate void BlockAction(in Block block);
}

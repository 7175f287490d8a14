using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Planning;

/// <summary>How many rows of the answer are wanted: the first, the last, or some from an offset on.</summary>
internal readonly record struct TakeClause(long Offset, long Count, bool IsRange = false)
{
    public static TakeClause? Of(Evaluator evaluator, Code? take)
    {
        if (take is null)
            return null;
        var value = take.Run(evaluator);
        return value switch
        {
            { Scalar: { IsInteger: true, IsTemporal: false } } when !value.IsNull =>
                value.Bits < 0 ? new TakeClause(value.Bits, -value.Bits) : new TakeClause(0, value.Bits),
            { Column: { Count: 2, Elements.IsInteger: true } range } when range[1].Bits >= 0 =>
                new TakeClause(range[0].Bits, range[1].Bits, IsRange: true),
            _ => throw Fault.Domain(
                $"select: `take:` must be an integer atom or a 2-element integer range, got {TypeNames.Of(value)}"),
        };
    }

    /// <summary>The first row and how many, of so many rows.</summary>
    public (int First, int Count) Range(int rows)
    {
        var first = Offset < 0 ? Math.Max(0, rows + Offset) : Math.Min(Offset, rows);
        return ((int)first, (int)Math.Min(Count, rows - first));
    }

    public TableValue Of(TableValue table)
    {
        var (first, count) = Range(table.RowCount);
        return table.Slice(first, count);
    }
}

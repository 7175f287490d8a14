using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>
/// A function of strings by row. Where the rows are the texts of the block one by one, each is asked as it comes; where
/// they choose among them, all are asked before the first row, once.
/// </summary>
internal sealed class TextFunctionExpression<T>(TextExpression source, TextFunction<T> function, Budget budget)
    : RowExpression<T>
    where T : unmanaged
{
    private readonly Lazy<T[]> _results = new(() => OfAll(source.Texts, function, budget));

    public override ElementType<T> Elements => function.Elements;

    public override bool HasNulls => function.MakesNulls(source.HasNulls);

    public override string Describe(Symbols symbols) => $"({function.Name} {source.Describe(symbols)})";

    public override void Write(in Block block, Span<T> target)
    {
        if (source.Rows is RowNumbers && !block.IsChosen)
        {
            function.Of(source.Texts, block.Start, target);
            return;
        }

        var rows = source.Rows.Read(block);
        if (source.Rows is RowNumbers)
        {
            for (var i = 0; i < rows.Length; i++)
                target[i] = function.Of(source.Texts.Utf8(rows[i]));
            return;
        }

        var results = _results.Value;
        for (var i = 0; i < rows.Length; i++)
            target[i] = rows[i] < 0 ? function.Of(default) : results[rows[i]];
    }

    private static T[] OfAll(TextBlock texts, TextFunction<T> function, Budget budget)
    {
        budget.Charge(texts.Count, function.Elements.Width);
        var results = LargeArray.Allocate<T>(texts.Count);
        for (var start = 0; start < results.Length; start += Block.Size)
        {
            budget.Check();
            function.Of(texts, start, results.AsSpan(start, Math.Min(Block.Size, results.Length - start)));
        }

        return results;
    }
}

using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>A computed column whose elements lie in memory as <typeparamref name="T"/>.</summary>
internal abstract class RowExpression<T> : RowExpression
    where T : unmanaged
{
    public abstract override ElementType<T> Elements { get; }

    /// <summary>The results of a block: memory of the column, or of the block's scratch.</summary>
    public virtual ReadOnlySpan<T> Read(in Block block)
    {
        var target = block.Scratch.Rent<T>(block.Count);
        Write(block, target);
        return target;
    }

    /// <summary>Writes the results of a block.</summary>
    public abstract void Write(in Block block, Span<T> target);

    public override Column ToColumn(Budget budget, Workers workers, int count)
    {
        budget.Charge(count, Elements.Width);
        var result = LargeArray.Allocate<T>(count);
        var foundNulls = false;
        workers.Scan(count, (_, start, length) =>
        {
            budget.Check();
            using var scratch = Scratch.Take();
            for (var end = start + length; start < end; start += Block.Size)
            {
                scratch.Reset();
                var block = new Block(scratch, start, Math.Min(Block.Size, end - start));
                var written = result.AsSpan(start, block.Count);
                Write(block, written);
                if (LooksForNulls && !foundNulls && Elements.ContainsNull(written))
                    foundNulls = true;
            }
        });
        return new Column<T>(
            Elements, result, LooksForNulls ? (foundNulls ? NullMark.Yes : NullMark.No) : Mark);
    }

    public override Column ToColumn(Budget budget, Workers workers, ReadOnlyMemory<int> rows)
    {
        budget.Charge(rows.Length, Elements.Width);
        var result = LargeArray.Allocate<T>(rows.Length);
        var foundNulls = false;
        workers.Scan(rows.Length, (_, start, length) =>
        {
            budget.Check();
            using var scratch = Scratch.Take();
            for (var end = start + length; start < end; start += Block.Size)
            {
                scratch.Reset();
                var block = new Block(scratch, rows.Span.Slice(start, Math.Min(Block.Size, end - start)));
                var written = result.AsSpan(start, block.Count);
                Write(block, written);
                if (LooksForNulls && !foundNulls && Elements.ContainsNull(written))
                    foundNulls = true;
            }
        });
        return new Column<T>(
            Elements, result, LooksForNulls ? (foundNulls ? NullMark.Yes : NullMark.No) : HasNulls ? NullMark.IfAny : NullMark.No);
    }

    /// <summary>
    /// Whether a column of results is marked by what is found in it: <see cref="RowExpression.HasNulls"/> says that nulls may be there.
    /// </summary>
    public virtual bool LooksForNulls => false;

    /// <summary>How a column of all results is marked that does not look for nulls.</summary>
    public virtual NullMark Mark => HasNulls ? NullMark.IfAny : NullMark.No;
}

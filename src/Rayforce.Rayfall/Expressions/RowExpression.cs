using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>
/// A column that is computed block by block: the operations of an expression run over one block after another, without
/// a column for each. It knows no rows of its own but those it is asked for, and may be asked by many workers at once.
/// </summary>
internal abstract class RowExpression
{
    /// <summary>The type of the results.</summary>
    public abstract ElementType Elements { get; }

    /// <summary>Whether the results may hold nulls: a column of them is marked so, unless it looks for them.</summary>
    public abstract bool HasNulls { get; }

    /// <summary>Whether the result is the same for every row.</summary>
    public virtual bool IsConstant => false;

    /// <summary>Whether a result takes no more than a look at its row in columns that are there.</summary>
    public virtual bool IsQuick => false;

    /// <summary>The expression as a plan shows it.</summary>
    public abstract string Describe(Symbols symbols);

    /// <summary>The column of the results of the rows 0 to <paramref name="count"/> - 1.</summary>
    public abstract Column ToColumn(Budget budget, Workers workers, int count);

    /// <summary>The column of the results of chosen rows.</summary>
    public abstract Column ToColumn(Budget budget, Workers workers, ReadOnlyMemory<int> rows);
}

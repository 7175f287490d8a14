using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// What an aggregate knows of the rows that it has seen, for each of a number of groups. States over parts of the rows
/// are merged in the order of the parts, so that the answer does not depend on who computed them.
/// </summary>
internal abstract class AggregateState
{
    /// <summary>Makes room for groups up to a count, those that are new without a row.</summary>
    public abstract void Grow(int groups);

    /// <summary>Adds the rows of a block, each to its group.</summary>
    /// <param name="argument">The column, of the type that the state was started for.</param>
    /// <param name="block">Which rows.</param>
    /// <param name="groups">The group of each row of the block.</param>
    public abstract void Add(RowExpression argument, in Block block, ReadOnlySpan<int> groups);

    /// <summary>Adds the rows of a block to group 0.</summary>
    public abstract void Add(RowExpression argument, in Block block);

    /// <summary>Adds what another state of the same aggregate has seen of later rows of the same groups.</summary>
    public abstract void Merge(AggregateState later);

    /// <summary>The values of the groups 0 to <paramref name="groups"/> - 1.</summary>
    public abstract Column Finish(int groups);

    /// <summary>All that the state knows, as a value that can be sent.</summary>
    public abstract Value Save();
}

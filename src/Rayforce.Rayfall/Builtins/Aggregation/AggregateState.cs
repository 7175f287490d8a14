using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>
/// What an aggregate knows of the rows that it has seen, for each of a number of groups. States over parts of the rows
/// are merged in the order of the parts, so that the answer does not depend on who computed them.
/// </summary>
internal abstract class AggregateState
{
    /// <summary>How many groups there are. A state begins with none.</summary>
    public abstract int Groups { get; }

    /// <summary>Makes room for groups up to a count, those that are new without a row.</summary>
    public abstract void Grow(int groups);

    /// <summary>Adds the rows of a block, each to its group.</summary>
    /// <param name="arguments">As many as the state was started for, of the same types and marks.</param>
    /// <param name="block">Which rows.</param>
    /// <param name="groups">The group of each row of the block, at least 0 and below <see cref="Groups"/>.</param>
    public abstract void Add(ReadOnlySpan<RowExpression> arguments, in Block block, ReadOnlySpan<int> groups);

    /// <summary>Adds the rows of a block to group 0.</summary>
    public abstract void Add(ReadOnlySpan<RowExpression> arguments, in Block block);

    /// <summary>Adds what another state of the same aggregate has seen of later rows.</summary>
    /// <param name="later">The other state; it is not used any more.</param>
    /// <param name="groups">Which group here each of its groups is, below <see cref="Groups"/>.</param>
    public abstract void Merge(AggregateState later, ReadOnlySpan<int> groups);

    /// <summary>
    /// The values of the groups. Symbols are marked as holding nulls, as native marks those of groups. The state is not
    /// used any more.
    /// </summary>
    public abstract Column Finish();

    /// <summary>Writes all that the state knows. The state is not used any more.</summary>
    public abstract void SaveTo(StateWriter writer);

    /// <summary>Reads into a state without groups, started for the same arguments, what another one has written.</summary>
    /// <exception cref="Bounds.RayfallException">It is no such state.</exception>
    public abstract void LoadFrom(ref StateReader reader);
}

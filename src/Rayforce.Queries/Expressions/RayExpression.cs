using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>
/// A value that a server computes: a column, a literal, or a call of a function. .NET values become literals by the
/// table of <see cref="RayConvert"/>, with one exception: a text that is an operand is a String (in wire version 1 a
/// symbol), which native compares with String and Symbol columns alike.
/// </summary>
public abstract partial class RayExpression : RayQuery
{
    private protected RayExpression()
    {
    }

    /// <summary>This expression as a column of a result.</summary>
    /// <param name="name">The column's name.</param>
    /// <exception cref="ArgumentException">The name is empty or has a NUL.</exception>
    public Projection As(string name) => new(name, this);

    /// <summary>
    /// The values where a condition holds, for an aggregate: <c>Column("qty").Where(Column("price") > 5).Sum()</c>. On
    /// an aggregate it goes to what is aggregated: <c>Column("qty").Sum().Where(Column("price") > 5)</c> is the same.
    /// </summary>
    /// <param name="condition">The condition, as long as the column.</param>
    /// <remarks>
    /// Wire version 3 can send it below <see cref="Sum"/>, <see cref="Count"/> and <see cref="Average"/>: native has a
    /// form for those only, one that takes a value that is null as it finds it. A null in the column belongs into the
    /// condition. In wire version 1 every aggregate can have one, but where the query is grouped native counts the rows
    /// of all groups together, and refuses <see cref="First"/> and <see cref="Last"/>.
    /// </remarks>
    public virtual RayExpression Where(RayExpression condition) =>
        new FilteredExpression(this, condition ?? throw new ArgumentNullException(nameof(condition)));

    /// <summary>The value in the rows of an insert or upsert, where a text is a symbol.</summary>
    internal virtual RayObject ToRowValue(WireVersion version) => ToOperand(version);

    /// <summary>The value that an update gives a column.</summary>
    internal virtual RayObject ToColumnValue(WireVersion version) => ToOperand(version);

    /// <summary>How many rows the value is in an insert: a sequence has its length, anything else is one.</summary>
    internal virtual int? SequenceLength => null;

    private protected virtual RayExpression Aggregate(string function) => new CallExpression(function, this);
}

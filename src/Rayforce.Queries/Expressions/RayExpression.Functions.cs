namespace Rayforce.Queries;

/// <content>Aggregates and functions. Each says which function of Rayfall it calls.</content>
public abstract partial class RayExpression
{
    /// <summary>How many values there are, nulls included: <c>count</c>.</summary>
    public RayExpression Count() => Aggregate("count");

    /// <summary>The sum: <c>sum</c>.</summary>
    public RayExpression Sum() => Aggregate("sum");

    /// <summary>The mean: <c>avg</c>.</summary>
    public RayExpression Average() => Aggregate("avg");

    /// <summary>The least value: <c>min</c>.</summary>
    public RayExpression Min() => Aggregate("min");

    /// <summary>The greatest value: <c>max</c>.</summary>
    public RayExpression Max() => Aggregate("max");

    /// <summary>The first value: <c>first</c>.</summary>
    public RayExpression First() => Aggregate("first");

    /// <summary>The last value: <c>last</c>.</summary>
    public RayExpression Last() => Aggregate("last");

    /// <summary>The median: <c>med</c>.</summary>
    public RayExpression Median() => Aggregate("med");

    /// <summary>The standard deviation of a population: <c>dev</c>.</summary>
    public RayExpression Deviation() => Aggregate("dev");

    /// <summary>The standard deviation of a sample: <c>stddev</c>, wire version 3.</summary>
    public RayExpression SampleDeviation() => Aggregate("stddev");

    /// <summary>The variance of a sample: <c>var</c>, wire version 3.</summary>
    public RayExpression SampleVariance() => Aggregate("var");

    /// <summary>Pearson's correlation with another column: <c>pearson_corr</c>, wire version 3.</summary>
    /// <param name="other">The other column.</param>
    public RayExpression Correlation(RayExpression other) => Binary("pearson_corr", this, other);

    /// <summary>Each value once, in the order of appearance: <c>distinct</c>.</summary>
    public RayExpression Distinct() => new CallExpression("distinct", this);

    /// <summary>The greatest values, greatest first, as a list for each group: <c>top</c>, wire version 3.</summary>
    /// <param name="count">How many; 1 at least.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public RayExpression Top(int count) => Binary("top", this, Positive(count, nameof(Top)));

    /// <summary>The least values, least first, as a list for each group: <c>bot</c>, wire version 3.</summary>
    /// <param name="count">How many; 1 at least.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public RayExpression Bottom(int count) => Binary("bot", this, Positive(count, nameof(Bottom)));

    /// <summary>
    /// The quotient, rounded down to a whole number: <c>div</c>, in wire version 1 <c>/</c>, because there the two
    /// words have each other's meaning. The operator <c>/</c> is <c>/</c> in both, so in wire version 1 it drops the
    /// fraction too; <c>Call("div", …)</c> keeps it.
    /// </summary>
    /// <param name="divisor">The divisor.</param>
    public RayExpression DivideWhole(RayExpression divisor) => new WholeQuotient(this, OrNull(divisor));

    /// <summary>The value rounded down to a multiple of a width, for buckets: <c>xbar</c>.</summary>
    /// <param name="width">The width.</param>
    public RayExpression Bucket(RayExpression width) => Binary("xbar", this, width);

    /// <summary>The nearest whole number: <c>round</c>.</summary>
    public RayExpression Round() => new CallExpression("round", this);

    /// <summary>The next whole number above: <c>ceil</c>.</summary>
    public RayExpression Ceiling() => new CallExpression("ceil", this);

    /// <summary>The next whole number below: <c>floor</c>.</summary>
    public RayExpression Floor() => new CallExpression("floor", this);

    /// <summary>
    /// Whether the value is null: <c>nil?</c>. A server of wire version 1 asks it of a whole column and refuses it
    /// as a condition.
    /// </summary>
    public RayExpression IsNull() => new CallExpression("nil?", this);

    /// <summary>Whether the value lies between two numbers, both included: <c>within</c>.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest.</param>
    public RayExpression Within(long low, long high) => Binary("within", this, new[] { low, high });

    /// <summary>Whether the value is one of several: <c>in</c>.</summary>
    /// <param name="values">A sequence, or what yields one on the server.</param>
    public RayExpression IsIn(RayExpression values) =>
        Binary("in", this, values ?? throw new ArgumentNullException(nameof(values)));

    /// <summary>Whether the symbol is one of several: <c>in</c>.</summary>
    /// <param name="values">The symbols.</param>
    public RayExpression IsIn(params string[] values) => IsIn((RayExpression)values);

    /// <summary>Whether the number is one of several: <c>in</c>.</summary>
    /// <param name="values">The numbers.</param>
    public RayExpression IsIn(params int[] values) => IsIn((RayExpression)values);

    /// <summary>Whether the number is one of several: <c>in</c>.</summary>
    /// <param name="values">The numbers.</param>
    public RayExpression IsIn(params long[] values) => IsIn((RayExpression)values);

    /// <summary>Whether the number is one of several: <c>in</c>.</summary>
    /// <param name="values">The numbers.</param>
    public RayExpression IsIn(params double[] values) => IsIn((RayExpression)values);

    /// <summary>
    /// Whether the text matches a pattern: <c>like</c>. <c>*</c> stands for any text, <c>?</c> for one character. In
    /// wire version 1 the column is one of strings: native there does not match symbols.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    public RayExpression Like(string pattern) =>
        new LikeExpression(this, pattern ?? throw new ArgumentNullException(nameof(pattern)));

    private static RayExpression Positive(int count, string method) => count > 0
        ? count
        : throw new ArgumentOutOfRangeException(nameof(count), count, $"{method}: the count is 1 at least.");
}

namespace Rayforce.Queries;

/// <content>
/// Operators. <c>==</c> and <c>!=</c> build an expression too, of <see cref="IsNull"/> where the right side is a null
/// reference, because nothing is equal to a null; compare references with <c>is</c>.
/// </content>
#pragma warning disable CS1591 // The operators of C# need no words.
public abstract partial class RayExpression
{
    public static RayExpression operator +(RayExpression left, RayExpression right) => Binary("+", left, right);

    public static RayExpression operator -(RayExpression left, RayExpression right) => Binary("-", left, right);

    public static RayExpression operator *(RayExpression left, RayExpression right) => Binary("*", left, right);

    public static RayExpression operator /(RayExpression left, RayExpression right) => Binary("/", left, right);

    public static RayExpression operator %(RayExpression left, RayExpression right) => Binary("%", left, right);

    public static RayExpression operator &(RayExpression left, RayExpression right) => Binary("and", left, right);

    public static RayExpression operator |(RayExpression left, RayExpression right) => Binary("or", left, right);

    public static RayExpression operator ==(RayExpression left, RayExpression? right) =>
        right is null ? OrNull(left).IsNull() : Binary("==", left, right);

    public static RayExpression operator !=(RayExpression left, RayExpression? right) =>
        right is null ? !OrNull(left).IsNull() : Binary("!=", left, right);

    public static RayExpression operator <(RayExpression left, RayExpression right) => Binary("<", left, right);

    public static RayExpression operator >(RayExpression left, RayExpression right) => Binary(">", left, right);

    public static RayExpression operator <=(RayExpression left, RayExpression right) => Binary("<=", left, right);

    public static RayExpression operator >=(RayExpression left, RayExpression right) => Binary(">=", left, right);

    public static RayExpression operator !(RayExpression value) => new NotExpression(OrNull(value));

    public static RayExpression operator -(RayExpression value) => new CallExpression("neg", OrNull(value));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The null reference is Rayforce's null.</summary>
    internal static RayExpression OrNull(RayExpression? value) => value ?? new ValueExpression(RayNull.Instance);

    private static CallExpression Binary(string function, RayExpression? left, RayExpression? right) =>
        new(function, OrNull(left), OrNull(right));
}
#pragma warning restore CS1591

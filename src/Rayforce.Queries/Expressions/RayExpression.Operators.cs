namespace Rayforce.Queries;

/// <content>
/// Operators. <c>==</c> and <c>!=</c> build an expression too, of <see cref="IsNull"/> where the right side is a null
/// reference, because nothing is equal to a null; compare references with <c>is</c>. Every operator has a name too.
/// </content>
public abstract partial class RayExpression
{
    /// <summary><c>(+ left right)</c>.</summary>
    public static RayExpression operator +(RayExpression left, RayExpression right) => Binary("+", left, right);

    /// <summary><c>(- left right)</c>.</summary>
    public static RayExpression operator -(RayExpression left, RayExpression right) => Binary("-", left, right);

    /// <summary><c>(* left right)</c>.</summary>
    public static RayExpression operator *(RayExpression left, RayExpression right) => Binary("*", left, right);

    /// <summary><c>(/ left right)</c>, which drops the fraction in wire version 1.</summary>
    public static RayExpression operator /(RayExpression left, RayExpression right) => Binary("/", left, right);

    /// <summary><c>(% left right)</c>.</summary>
    public static RayExpression operator %(RayExpression left, RayExpression right) => Binary("%", left, right);

    /// <summary><c>(and left right)</c>.</summary>
    public static RayExpression operator &(RayExpression left, RayExpression right) => Binary("and", left, right);

    /// <summary><c>(or left right)</c>.</summary>
    public static RayExpression operator |(RayExpression left, RayExpression right) => Binary("or", left, right);

    /// <summary><c>(== left right)</c>, and <c>(nil? left)</c> beside a null reference.</summary>
    public static RayExpression operator ==(RayExpression left, RayExpression? right) =>
        right is null ? OrNull(left).IsNull() : Binary("==", left, right);

    /// <summary><c>(!= left right)</c>, and <c>(not (nil? left))</c> beside a null reference.</summary>
    public static RayExpression operator !=(RayExpression left, RayExpression? right) =>
        right is null ? !OrNull(left).IsNull() : Binary("!=", left, right);

    /// <summary><c>(&lt; left right)</c>.</summary>
    public static RayExpression operator <(RayExpression left, RayExpression right) => Binary("<", left, right);

    /// <summary><c>(&gt; left right)</c>.</summary>
    public static RayExpression operator >(RayExpression left, RayExpression right) => Binary(">", left, right);

    /// <summary><c>(&lt;= left right)</c>.</summary>
    public static RayExpression operator <=(RayExpression left, RayExpression right) => Binary("<=", left, right);

    /// <summary><c>(&gt;= left right)</c>.</summary>
    public static RayExpression operator >=(RayExpression left, RayExpression right) => Binary(">=", left, right);

    /// <summary><c>(not value)</c>.</summary>
    public static RayExpression operator !(RayExpression value) => new NotExpression(OrNull(value));

    /// <summary><c>(neg value)</c>.</summary>
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

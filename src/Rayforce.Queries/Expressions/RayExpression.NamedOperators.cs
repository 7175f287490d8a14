namespace Rayforce.Queries;

/// <content>
/// The operators by name, for languages that cannot say them of an expression: F# keeps <c>&lt;</c> and <c>=</c> for
/// what it compares itself, and converts no literal beside <c>*</c>. Each builds what its operator builds.
/// </content>
public abstract partial class RayExpression
{
    /// <summary>The operator <c>+</c>: <c>(+ this right)</c>.</summary>
    /// <param name="right">What is added.</param>
    public RayExpression Add(RayExpression right) => this + right;

    /// <summary>The operator <c>-</c>: <c>(- this right)</c>.</summary>
    /// <param name="right">What is subtracted.</param>
    public RayExpression Subtract(RayExpression right) => this - right;

    /// <summary>The operator <c>*</c>: <c>(* this right)</c>.</summary>
    /// <param name="right">The factor.</param>
    public RayExpression Multiply(RayExpression right) => this * right;

    /// <summary>The operator <c>/</c>: <c>(/ this right)</c>, which drops the fraction in wire version 1.</summary>
    /// <param name="right">The divisor.</param>
    /// <seealso cref="DivideWhole"/>
    public RayExpression Divide(RayExpression right) => this / right;

    /// <summary>The operator <c>%</c>: <c>(% this right)</c>.</summary>
    /// <param name="right">The divisor.</param>
    public RayExpression Modulo(RayExpression right) => this % right;

    /// <summary>The unary operator <c>-</c>: <c>(neg this)</c>.</summary>
    public RayExpression Negate() => -this;

    /// <summary>The operator <c>&amp;</c>: <c>(and this right)</c>.</summary>
    /// <param name="right">The other condition.</param>
    public RayExpression And(RayExpression right) => this & right;

    /// <summary>The operator <c>|</c>: <c>(or this right)</c>.</summary>
    /// <param name="right">The other condition.</param>
    public RayExpression Or(RayExpression right) => this | right;

    /// <summary>The operator <c>!</c>: <c>(not this)</c>.</summary>
    public RayExpression Not() => !this;

    /// <summary>The operator <c>==</c>: <c>(== this right)</c>, and <c>(nil? this)</c> of a null reference.</summary>
    /// <param name="right">What it is compared with.</param>
    public RayExpression EqualTo(RayExpression? right) => this == right;

    /// <summary>
    /// The operator <c>!=</c>: <c>(!= this right)</c>, and <c>(not (nil? this))</c> of a null reference.
    /// </summary>
    /// <param name="right">What it is compared with.</param>
    public RayExpression NotEqualTo(RayExpression? right) => this != right;

    /// <summary>The operator <c>&lt;</c>: <c>(&lt; this right)</c>.</summary>
    /// <param name="right">What it is compared with.</param>
    public RayExpression LessThan(RayExpression right) => this < right;

    /// <summary>The operator <c>&lt;=</c>: <c>(&lt;= this right)</c>.</summary>
    /// <param name="right">What it is compared with.</param>
    public RayExpression LessThanOrEqual(RayExpression right) => this <= right;

    /// <summary>The operator <c>&gt;</c>: <c>(&gt; this right)</c>.</summary>
    /// <param name="right">What it is compared with.</param>
    public RayExpression GreaterThan(RayExpression right) => this > right;

    /// <summary>The operator <c>&gt;=</c>: <c>(&gt;= this right)</c>.</summary>
    /// <param name="right">What it is compared with.</param>
    public RayExpression GreaterThanOrEqual(RayExpression right) => this >= right;
}

namespace Rayforce.Queries;

/// <content>Literals: <see cref="RayConvert"/> has the table. For other types there is
/// <c>Query.Value</c>.</content>
public abstract partial class RayExpression
{
    /// <summary>A value of Rayforce as it is; a null reference is its null.</summary>
    public static implicit operator RayExpression(RayObject? value) => new ValueExpression(value ?? RayNull.Instance);

    /// <summary>A text of .NET, which is a String or a Symbol by where it stands.</summary>
    public static implicit operator RayExpression(string? text) =>
        text is null ? OrNull(null) : new TextExpression(text);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(bool value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(byte value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(short value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(int value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(long value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(float value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(double value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(DateTime value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(DateTimeOffset value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(TimeSpan value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(Guid value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(string[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(bool[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(int[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(long[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(float[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(double[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(DateTime[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(DateTimeOffset[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(TimeSpan[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(Guid[] values) => Literal(values);

    private static ValueExpression Literal(object? value) => new(RayConvert.ToRay(value));
}

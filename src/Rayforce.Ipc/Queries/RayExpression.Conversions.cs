namespace Rayforce.Queries;

/// <content>Literals: <see cref="RayConvert"/> has the table. For other types there is
/// <see cref="Query.Value"/>.</content>
#pragma warning disable CS1591 // One line each, and the table says what they do.
public abstract partial class RayExpression
{
    public static implicit operator RayExpression(RayObject? value) => new ValueExpression(value ?? RayNull.Instance);

    public static implicit operator RayExpression(TableQuery query) =>
        new SubqueryExpression(query ?? throw new ArgumentNullException(nameof(query)));

    public static implicit operator RayExpression(string? text) =>
        text is null ? OrNull(null) : new TextExpression(text);

    public static implicit operator RayExpression(bool value) => Literal(value);

    public static implicit operator RayExpression(byte value) => Literal(value);

    public static implicit operator RayExpression(short value) => Literal(value);

    public static implicit operator RayExpression(int value) => Literal(value);

    public static implicit operator RayExpression(long value) => Literal(value);

    public static implicit operator RayExpression(float value) => Literal(value);

    public static implicit operator RayExpression(double value) => Literal(value);

    public static implicit operator RayExpression(DateTime value) => Literal(value);

    public static implicit operator RayExpression(DateTimeOffset value) => Literal(value);

    public static implicit operator RayExpression(TimeSpan value) => Literal(value);

    public static implicit operator RayExpression(Guid value) => Literal(value);

    public static implicit operator RayExpression(string[] values) => Literal(values);

    public static implicit operator RayExpression(bool[] values) => Literal(values);

    public static implicit operator RayExpression(int[] values) => Literal(values);

    public static implicit operator RayExpression(long[] values) => Literal(values);

    public static implicit operator RayExpression(double[] values) => Literal(values);

    public static implicit operator RayExpression(DateTime[] values) => Literal(values);

    public static implicit operator RayExpression(DateTimeOffset[] values) => Literal(values);

    public static implicit operator RayExpression(TimeSpan[] values) => Literal(values);

    public static implicit operator RayExpression(Guid[] values) => Literal(values);

    private static ValueExpression Literal(object? value) => new(RayConvert.ToRay(value));
}
#pragma warning restore CS1591

namespace Rayforce.Queries;

/// <content>The calendar types that .NET Standard does not have.</content>
public abstract partial class RayExpression
{
    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(DateOnly value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(TimeOnly value) => Literal(value);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(DateOnly[] values) => Literal(values);

    /// <inheritdoc cref="RayConvert.ToRay(object)"/>
    public static implicit operator RayExpression(TimeOnly[] values) => Literal(values);
}

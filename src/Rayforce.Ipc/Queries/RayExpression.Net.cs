namespace Rayforce.Queries;

/// <content>The calendar types that .NET Standard does not have.</content>
#pragma warning disable CS1591 // One line each, and the table says what they do.
public abstract partial class RayExpression
{
    public static implicit operator RayExpression(DateOnly value) => Literal(value);

    public static implicit operator RayExpression(TimeOnly value) => Literal(value);

    public static implicit operator RayExpression(DateOnly[] values) => Literal(values);

    public static implicit operator RayExpression(TimeOnly[] values) => Literal(values);
}
#pragma warning restore CS1591

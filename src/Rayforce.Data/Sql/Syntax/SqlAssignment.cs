namespace Rayforce.Data;

/// <summary>A column and the value that it gets.</summary>
internal sealed record SqlAssignment(int Position, string Column, SqlExpression Value);

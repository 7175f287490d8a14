namespace Rayforce.Generators;

/// <summary>A property and its column.</summary>
/// <param name="Property">The property's name, as it is written in code.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Type">What its values are read and written as.</param>
/// <param name="IsParameter">Whether the constructor takes it.</param>
/// <param name="IsSet">Whether an object initializer sets it.</param>
internal sealed record ColumnModel(string Property, string Column, ColumnType Type, bool IsParameter, bool IsSet);

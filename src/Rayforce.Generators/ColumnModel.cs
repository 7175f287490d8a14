namespace Rayforce.Generators;

/// <summary>A property and its column.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Type">The property's type, in full.</param>
/// <param name="ReadType">The type it is read as: a nullable reference is read as the type itself.</param>
internal sealed record ColumnModel(string Property, string Column, string Type, string ReadType);

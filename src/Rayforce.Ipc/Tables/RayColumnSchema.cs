namespace Rayforce;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements; <see cref="RayType.List"/> where they are of several types.</param>
public readonly record struct RayColumnSchema(string Name, RayType Type);

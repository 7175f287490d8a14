namespace Rayforce;

/// <summary>The column that a property or a parameter of a <see cref="RayRecordAttribute"/> stands for.</summary>
/// <param name="name">The column's name.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RayColumnAttribute(string name) : Attribute
{
    /// <summary>The column's name.</summary>
    public string Name { get; } = name;
}

namespace Rayforce;

/// <summary>
/// Marks a partial record, class or struct whose properties are the columns of a table. The source generator adds a
/// <c>RayMap</c> to it. A column has the property's name with a lower first letter (<c>AvgPrice</c>: <c>avgPrice</c>),
/// or the one of <see cref="RayColumnAttribute"/>. Its values come through the primary constructor where there is one,
/// otherwise through the properties that can be set.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RayRecordAttribute : Attribute
{
}

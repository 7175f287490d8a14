namespace Rayforce;

/// <summary>
/// Marks a partial record, class or struct whose properties are the columns of a table. The source generator adds a
/// <c>RayMap</c> to it. A column has the property's name with a lower first letter (<c>AvgPrice</c>: <c>avgPrice</c>),
/// or the one of <see cref="RayColumnAttribute"/>. Its values come through the primary constructor where there is one,
/// and through the other public properties that can be set, those of base types first. A property whose type no column
/// holds is an error of the compiler, at its place.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RayRecordAttribute : Attribute
{
}

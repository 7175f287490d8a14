namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>A value of a group, and how often it came.</summary>
internal struct GroupedValue<T>
    where T : unmanaged
{
    public T Value;
    public int Group;
    public long Count;
}

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>An element, and whether there is one.</summary>
internal struct EndSlot<T>
    where T : unmanaged
{
    public T Element;
    public byte IsSet;
}

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>What a variance is made of.</summary>
internal struct SpreadSlot<T>
    where T : unmanaged
{
    /// <summary>What the elements are measured from, unless it is zero.</summary>
    public T Origin;

    /// <summary>Whether they are measured from <see cref="Origin"/>.</summary>
    public byte HasOrigin;

    /// <summary>The sum of distances from the origin.</summary>
    public double Sum;

    /// <summary>The sum of their squares.</summary>
    public double Squares;

    public long Count;
}

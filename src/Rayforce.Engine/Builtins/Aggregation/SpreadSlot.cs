namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>What a variance is made of.</summary>
internal struct SpreadSlot
{
    /// <summary>What the elements are measured from.</summary>
    public double Origin;

    /// <summary>The sum of distances from the origin.</summary>
    public double Sum;

    /// <summary>The sum of their squares.</summary>
    public double Squares;

    public long Count;
}

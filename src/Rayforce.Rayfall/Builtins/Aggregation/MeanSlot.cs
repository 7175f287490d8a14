namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>What a mean of floats is made of.</summary>
internal struct MeanSlot
{
    public double Sum;
    public long Count;
}

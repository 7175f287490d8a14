namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Sums over pairs of numbers.</summary>
internal struct PairSlot
{
    public double Left;
    public double Right;
    public double Products;
    public double LeftSquares;
    public double RightSquares;
    public long Count;
}

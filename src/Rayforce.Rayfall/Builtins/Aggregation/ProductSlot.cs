namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>A product, and of how many elements it is.</summary>
internal struct ProductSlot<T>
{
    public T Product;
    public long Count;
}

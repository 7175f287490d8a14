using System.Numerics;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The product of numbers as I64, which wraps, or F64.</summary>
/// <param name="elements">Their type.</param>
/// <param name="results">The type of the product.</param>
/// <param name="ofNothingIsNull">Whether the product of no elements is null, as in a query, not one.</param>
internal readonly struct Product<T, TResult>(
    ElementType<T> elements, ElementType<TResult> results, bool ofNothingIsNull) : IFold<T, ProductSlot<TResult>>
    where T : unmanaged, INumber<T>
    where TResult : unmanaged, INumber<TResult>
{
    public ProductSlot<TResult> Empty => new() { Product = TResult.One };

    public void Add(ref ProductSlot<TResult> slot, T element)
    {
        slot.Product = unchecked(slot.Product * TResult.CreateTruncating(element));
        slot.Count++;
    }

    public void Add(ref ProductSlot<TResult> slot, ReadOnlySpan<T> run, bool hasNulls)
    {
        foreach (var element in run)
        {
            if (!hasNulls || !elements.IsNull(element))
                Add(ref slot, element);
        }
    }

    public void Merge(ref ProductSlot<TResult> slot, in ProductSlot<TResult> later)
    {
        slot.Product = unchecked(slot.Product * later.Product);
        slot.Count += later.Count;
    }

    public Column Finish(ReadOnlyMemory<ProductSlot<TResult>> memory)
    {
        var slots = memory.Span;
        var products = new TResult[slots.Length];
        for (var i = 0; i < products.Length; i++)
        {
            products[i] = (ofNothingIsNull && slots[i].Count == 0) || !TResult.IsFinite(slots[i].Product)
                ? results.Null
                : slots[i].Product;
        }

        return results.Wrap(products);
    }
}

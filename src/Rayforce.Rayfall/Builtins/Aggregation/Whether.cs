using System.Numerics;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Whether any element is not zero, or whether all are. Nulls do not count.</summary>
/// <param name="elements">The type.</param>
/// <param name="all">Whether all have to be.</param>
internal readonly struct Whether<T>(ElementType<T> elements, bool all) : IFold<T, byte>
    where T : unmanaged, INumber<T>
{
    public byte Empty => all ? (byte)1 : (byte)0;

    public void Add(ref byte slot, T element)
    {
        if (T.IsZero(element) == all)
            slot = all ? (byte)0 : (byte)1;
    }

    public void Add(ref byte slot, ReadOnlySpan<T> run, bool hasNulls)
    {
        if (slot != Empty)
            return;
        foreach (var element in run)
        {
            if (T.IsZero(element) == all && (!hasNulls || !elements.IsNull(element)))
            {
                Add(ref slot, element);
                return;
            }
        }
    }

    public void Merge(ref byte slot, in byte later)
    {
        if (later != Empty)
            slot = later;
    }

    public Column Finish(ReadOnlyMemory<byte> slots) => ElementTypes.B8.Wrap(slots, hasNulls: false);
}

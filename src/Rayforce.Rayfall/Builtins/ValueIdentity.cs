using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Kernels;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// Which values are the same key: atoms of one type with equal values, lists of such. The hash is seeded.
/// </summary>
/// <param name="budget">The limits of the request.</param>
internal sealed class ValueIdentity(Budget budget) : IEqualityComparer<Value>
{
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    public bool Equals(Value left, Value right)
    {
        if (left.Type != right.Type)
            return false;
        if (left.Scalar is { } type && right.Scalar is not null)
            return left.Bits == right.Bits || (type.IsFloat && left.Double == right.Double);
        if (left.Text is { } text && right.Text is { } other)
            return text.Utf8.SequenceEqual(other.Utf8);
        if (left.List is { } items && right.List is { } others)
        {
            Enter(items.Count);
            return items.Span.SequenceEqual(others.Span, this);
        }

        return left.Datum is GuidAtom guid && right.Datum is GuidAtom second && guid.Value == second.Value;
    }

    public int GetHashCode(Value value)
    {
        if (value.Text is { } text)
            return (int)XxHash3.HashToUInt64(text.Utf8, Seed);
        if (value.List is { } list)
        {
            Enter(list.Count);
            ulong hash = (uint)list.Count;
            foreach (var item in list.Span)
                hash = BitOperations.RotateLeft(Mixing.Hash(hash), 5) ^ (uint)GetHashCode(item);
            return (int)(Mixing.Hash(hash) >> 32);
        }

        Span<long> bits = stackalloc long[2];
        if (value.Datum is GuidAtom guid)
            guid.Value.TryWriteBytes(MemoryMarshal.AsBytes(bits));
        else if (value.Scalar is { } type)
            bits[0] = type.IsFloat ? BitConverter.DoubleToInt64Bits(value.Double + 0.0) : value.Bits;
        return (int)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(bits), Seed);
    }

    private void Enter(int count)
    {
        Budget.RequireStack();
        budget.Step(1 + (count / Budget.BlockSize));
    }
}

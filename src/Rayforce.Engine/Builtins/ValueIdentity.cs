using System.IO.Hashing;
using System.Security.Cryptography;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>Which values are the same key of a dict: atoms of one type with equal values. The hash is seeded.</summary>
internal sealed class ValueIdentity : IEqualityComparer<Value>
{
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    public static ValueIdentity Instance { get; } = new();

    public bool Equals(Value left, Value right)
    {
        if (left.Type != right.Type)
            return false;
        if (left.Scalar is { } type && right.Scalar is not null)
            return left.Bits == right.Bits || (type.IsFloat && left.Double == right.Double);
        if (left.Text is { } text && right.Text is { } other)
            return text.Utf8.SequenceEqual(other.Utf8);
        return left.Datum is GuidAtom guid && right.Datum is GuidAtom second && guid.Value == second.Value;
    }

    public int GetHashCode(Value value)
    {
        if (value.Text is { } text)
            return (int)XxHash3.HashToUInt64(text.Utf8, Seed);
        Span<long> bits = stackalloc long[2];
        if (value.Datum is GuidAtom guid)
            guid.Value.TryWriteBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(bits));
        else if (value.Scalar is { } type)
            (bits[0], bits[1]) = (type.IsFloat ? BitConverter.DoubleToInt64Bits(value.Double + 0.0) : value.Bits, (long)type.Type);
        return (int)XxHash3.HashToUInt64(System.Runtime.InteropServices.MemoryMarshal.AsBytes(bits), Seed);
    }
}

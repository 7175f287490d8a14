using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Types;

/// <summary>The descriptor of a type whose elements lie in columns as <typeparamref name="T"/>.</summary>
internal class ElementType<T>(RayType type, string name, T none, ElementTraits traits)
    : ElementType(type, name, Unsafe.SizeOf<T>(), traits)
    where T : unmanaged
{
    /// <summary>The sentinel in a column; of a type without null its zero.</summary>
    public T Null => none;

    public override Value NullAtom => ToValue(none);

    public override Column Empty => new Column<T>(this, ReadOnlyMemory<T>.Empty, hasNulls: false);

    /// <summary>An element as an atom.</summary>
    public virtual Value ToValue(T element) => new(this, ToBits(element));

    /// <summary>An atom of this type as an element.</summary>
    public virtual T FromValue(Value atom) => FromBits(atom.Bits);

    public bool IsNull(T element)
    {
        if (typeof(T) == typeof(double))
            return double.IsNaN((double)(object)element);
        if (typeof(T) == typeof(float))
            return float.IsNaN((float)(object)element);
        return HasNull && EqualityComparer<T>.Default.Equals(element, none);
    }

    public override bool IsNull(long bits) => IsNull(FromBits(bits));

    /// <summary>A column of an array that nobody else writes to; looks for nulls in it.</summary>
    public Column<T> Wrap(ReadOnlyMemory<T> memory) => new(this, memory, ContainsNull(memory.Span));

    /// <summary>A column of an array that nobody else writes to, whose mark is known.</summary>
    public Column<T> Wrap(ReadOnlyMemory<T> memory, bool hasNulls) => new(this, memory, hasNulls);

    public bool ContainsNull(ReadOnlySpan<T> elements)
    {
        if (typeof(T) == typeof(double))
            return TensorPrimitives.IsNaNAny(MemoryMarshal.Cast<T, double>(elements));
        if (typeof(T) == typeof(float))
            return TensorPrimitives.IsNaNAny(MemoryMarshal.Cast<T, float>(elements));
        return HasNull && MemoryExtensions.Contains(elements, none, null);
    }

    public override Column FromAtoms(Budget budget, ReadOnlySpan<Value> atoms)
    {
        budget.Charge(atoms.Length, Width);
        var result = LargeArray.Allocate<T>(atoms.Length);
        for (var i = 0; i < result.Length; i++)
            result[i] = FromValue(atoms[i]);
        return Wrap(result);
    }

    public override Column Repeat(Budget budget, Value atom, int count)
    {
        budget.Charge(count, Width);
        var result = LargeArray.Allocate<T>(count);
        var element = FromValue(atom);
        result.AsSpan().Fill(element);
        return Wrap(result, count > 0 && IsNull(element));
    }

    public override Column Concat(Budget budget, ReadOnlySpan<Column> parts)
    {
        long count = 0;
        var mark = NullMark.No;
        foreach (var part in parts)
        {
            count += part.Count;
            if (part.MarkOfPart != NullMark.No)
                mark = part.HasNulls ? NullMark.Yes : mark == NullMark.No ? NullMark.IfAny : mark;
        }

        if (count > Array.MaxLength)
            throw Fault.Limit("a vector of more than 2^31 elements");
        budget.Charge(count, Width);
        var result = LargeArray.Allocate<T>((int)count);
        var end = 0;
        foreach (var part in parts)
        {
            ((Column<T>)part).Span.CopyTo(result.AsSpan(end));
            end += part.Count;
        }

        return new Column<T>(this, result, mark);
    }

    public override int Compare(Symbols symbols, Value left, Value right) =>
        Compare(FromValue(left), FromValue(right));

    private static int Compare(T left, T right) => Comparer<T>.Default.Compare(left, right);

    private static long ToBits(T element)
    {
        if (typeof(T) == typeof(byte))
            return (byte)(object)element;
        if (typeof(T) == typeof(short))
            return (short)(object)element;
        if (typeof(T) == typeof(int))
            return (int)(object)element;
        if (typeof(T) == typeof(long))
            return (long)(object)element;
        if (typeof(T) == typeof(double))
            return BitConverter.DoubleToInt64Bits((double)(object)element);
        if (typeof(T) == typeof(float))
            return BitConverter.DoubleToInt64Bits((float)(object)element);
        throw new NotSupportedException(typeof(T).Name);
    }

    private static T FromBits(long bits)
    {
        if (typeof(T) == typeof(byte))
            return (T)(object)(byte)bits;
        if (typeof(T) == typeof(short))
            return (T)(object)(short)bits;
        if (typeof(T) == typeof(int))
            return (T)(object)(int)bits;
        if (typeof(T) == typeof(long))
            return (T)(object)bits;
        if (typeof(T) == typeof(double))
            return (T)(object)(BitConverter.Int64BitsToDouble(bits) is var real && double.IsNaN(real) ? double.Abs(double.NaN) : real);
        if (typeof(T) == typeof(float))
            return (T)(object)(float)BitConverter.Int64BitsToDouble(bits);
        throw new NotSupportedException(typeof(T).Name);
    }
}

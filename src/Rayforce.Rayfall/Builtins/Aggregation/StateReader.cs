using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Reads what a <see cref="StateWriter"/> has collected. It may come from anywhere.</summary>
internal ref struct StateReader(Value saved)
{
    private readonly ReadOnlySpan<Value> _parts =
        saved.List is { } list ? list.Span : throw Fault.Domain("the state of an aggregate is a list");

    private int _next;

    public static RayfallException Damaged => Fault.Domain("the state of an aggregate is damaged");

    public Column Column() =>
        _next < _parts.Length && _parts[_next++].Column is { } column ? column : throw Damaged;

    public void Read<T>(GrowingArray<T> target)
        where T : unmanaged
    {
        if (Column() is not Column<byte> column || column.Count % Unsafe.SizeOf<T>() != 0)
            throw Damaged;
        column.Span.CopyTo(MemoryMarshal.AsBytes(target.Append(column.Count / Unsafe.SizeOf<T>())));
    }
}

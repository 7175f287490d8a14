using System.Runtime.InteropServices;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Collects the parts of a state as values that can be sent: numbers as the bytes that they are.</summary>
internal sealed class StateWriter(Budget budget)
{
    private readonly List<Value> _parts = [];

    public void Write(Column column) => _parts.Add(column);

    public void Write<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(numbers);
        budget.Charge(bytes.Length);
        Write(ElementTypes.U8.Wrap(bytes.ToArray(), hasNulls: false));
    }

    public Value ToValue() => new ListColumn([.. _parts]);
}

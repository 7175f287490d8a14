using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A sum of doubles in eight lanes, element i in lane i mod 8, the lanes added in pairs: the order in which native adds
/// a column without nulls in a query without groups.
/// </summary>
internal struct PairedSum
{
    private const int Lanes = 8;

    private Vector256<double> _low;
    private Vector256<double> _high;
    private int _next;

    /// <summary>The sum of all elements added so far.</summary>
    public readonly double Result =>
        ((_low[0] + _low[1]) + (_low[2] + _low[3])) + ((_high[0] + _high[1]) + (_high[2] + _high[3]));

    public void Add(ReadOnlySpan<double> elements)
    {
        for (; _next != 0 && !elements.IsEmpty; elements = elements[1..])
            AddOne(elements[0]);

        ref var element = ref MemoryMarshal.GetReference(elements);
        var (low, high) = (_low, _high);
        var i = 0;
        for (; i <= elements.Length - Lanes; i += Lanes)
        {
            low += Vector256.LoadUnsafe(ref element, (nuint)i);
            high += Vector256.LoadUnsafe(ref element, (nuint)i + 4);
        }

        (_low, _high) = (low, high);
        foreach (var last in elements[i..])
            AddOne(last);
    }

    private void AddOne(double element)
    {
        if (_next < 4)
            _low = _low.WithElement(_next, _low[_next] + element);
        else
            _high = _high.WithElement(_next - 4, _high[_next - 4] + element);
        _next = (_next + 1) % Lanes;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A reduction of doubles in sixteen lanes, element i in lane i mod 16: the last bits of a sum of doubles depend on the
/// order in which they are added, and this is the order in which native adds a vector without nulls outside a query.
/// What does not fill the lanes is added at the end: in four lanes, the first of which begins with the total, then one
/// by one.
/// </summary>
internal struct LaneReduction<TStep>
    where TStep : struct, ILaneStep
{
    private const int Lanes = 16;

    private readonly TStep _step;
    private readonly bool _inTurn;
    private Pending _pending;
    private Vector256<double> _first;
    private Vector256<double> _second;
    private Vector256<double> _third;
    private Vector256<double> _fourth;
    private int _pendingCount;
    private bool _isFilled;

    /// <param name="step">What is computed.</param>
    /// <param name="inTurn">
    /// Whether the four vectors of lanes are combined one after another, as native has it for F32, not in pairs.
    /// </param>
    public LaneReduction(TStep step, bool inTurn = false)
    {
        (_step, _inTurn) = (step, inTurn);
        _first = _second = _third = _fourth = Vector256.Create(step.Identity);
    }

    /// <summary>The reduction of all elements added so far.</summary>
    public readonly double Result
    {
        get
        {
            var rest = ((ReadOnlySpan<double>)_pending)[.._pendingCount];
            var result = _step.Identity;
            if (_isFilled)
            {
                result = Across(_inTurn
                    ? _step.Combine(_step.Combine(_step.Combine(_first, _second), _third), _fourth)
                    : _step.Combine(_step.Combine(_first, _second), _step.Combine(_third, _fourth)));
            }

            if (rest.Length >= 4)
            {
                var lanes = Vector256.Create(_step.Identity).WithElement(0, result);
                for (; rest.Length >= 4; rest = rest[4..])
                    lanes = _step.Add(lanes, Vector256.Create(rest));
                result = Across(lanes);
            }

            foreach (var element in rest)
                result = _step.Add(result, element);
            return result;
        }
    }

    public static double Reduce(TStep step, ReadOnlySpan<double> elements)
    {
        var reduction = new LaneReduction<TStep>(step);
        reduction.Add(elements);
        return reduction.Result;
    }

    public void Add(ReadOnlySpan<double> elements)
    {
        if (_pendingCount > 0)
        {
            Span<double> pending = _pending;
            var taken = Math.Min(elements.Length, Lanes - _pendingCount);
            elements[..taken].CopyTo(pending[_pendingCount..]);
            _pendingCount += taken;
            elements = elements[taken..];
            if (_pendingCount < Lanes)
                return;
            _pendingCount = 0;
            Fill(pending);
        }

        var whole = elements.Length & -Lanes;
        if (whole > 0)
            Fill(elements[..whole]);
        elements[whole..].CopyTo(_pending);
        _pendingCount = elements.Length - whole;
    }

    private void Fill(ReadOnlySpan<double> elements)
    {
        _isFilled = true;
        ref var element = ref MemoryMarshal.GetReference(elements);
        var (step, first, second, third, fourth) = (_step, _first, _second, _third, _fourth);
        for (var i = 0; i < elements.Length; i += Lanes)
        {
            first = step.Add(first, Vector256.LoadUnsafe(ref element, (nuint)i));
            second = step.Add(second, Vector256.LoadUnsafe(ref element, (nuint)i + 4));
            third = step.Add(third, Vector256.LoadUnsafe(ref element, (nuint)i + 8));
            fourth = step.Add(fourth, Vector256.LoadUnsafe(ref element, (nuint)i + 12));
        }

        (_first, _second, _third, _fourth) = (first, second, third, fourth);
    }

    private readonly double Across(Vector256<double> lanes) =>
        _step.Combine(_step.Combine(lanes[0], lanes[2]), _step.Combine(lanes[1], lanes[3]));

    [InlineArray(Lanes)]
    private struct Pending
    {
        private double _element;
    }
}

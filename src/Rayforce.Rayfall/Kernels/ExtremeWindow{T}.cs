using System.Numerics;
using System.Runtime.CompilerServices;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// The least element of a window, or the greatest; null where all of it is. The elements that may still become it stand
/// in a ring, in order.
/// </summary>
internal struct ExtremeWindow<T> : IWindow<T, T>
    where T : unmanaged, INumber<T>
{
    private readonly T _none;
    private readonly bool _greatest;
    private readonly T[] _elements;
    private readonly int[] _places;
    private int _first;
    private int _count;
    private int _entered;
    private int _left;

    public ExtremeWindow(Budget budget, int size, T none, bool greatest)
    {
        (_none, _greatest) = (none, greatest);

        // An element enters before another leaves.
        budget.Charge(size + 1L, Unsafe.SizeOf<T>() + sizeof(int));
        (_elements, _places) = (new T[size + 1], new int[size + 1]);
    }

    public readonly T Result => _count == 0 ? _none : _elements[_first];

    public void Enter(T element, bool isNull)
    {
        _entered++;
        if (isNull)
            return;
        while (_count > 0)
        {
            var last = _elements[Place(_count - 1)];
            if (_greatest ? last > element : last < element)
                break;
            _count--;
        }

        var place = Place(_count++);
        (_elements[place], _places[place]) = (element, _entered);
    }

    public void Leave(T element, bool isNull)
    {
        _left++;
        if (_count == 0 || _places[_first] != _left)
            return;
        _first = Place(1);
        _count--;
    }

    private readonly int Place(int offset)
    {
        var place = _first + offset;
        return place < _elements.Length ? place : place - _elements.Length;
    }
}

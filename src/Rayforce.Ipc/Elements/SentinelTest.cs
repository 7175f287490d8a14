using System.Numerics;

namespace Rayforce;

/// <summary>A null that is one number: the least integer, or both halves of 16 zero bytes.</summary>
internal readonly struct SentinelTest<TLane>(TLane sentinel) : INullTest<TLane>
    where TLane : unmanaged
{
    private readonly Vector<TLane> _sentinels = new(sentinel);

    public Vector<TLane> Holds(Vector<TLane> lanes) => Vector.Equals(lanes, _sentinels);
}

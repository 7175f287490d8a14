using System.Numerics;

namespace Rayforce;

/// <summary>A null that is any NaN: what is not equal to itself.</summary>
internal readonly struct NaNTest<TLane> : INullTest<TLane>
    where TLane : unmanaged
{
    public Vector<TLane> Holds(Vector<TLane> lanes) => ~Vector.Equals(lanes, lanes);
}

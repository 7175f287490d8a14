using System.Numerics;

namespace Rayforce;

/// <summary>What the null of an element type looks like, in lanes of a vector.</summary>
/// <typeparam name="TLane">Numbers of the element's width; half of it for 16 bytes.</typeparam>
internal interface INullTest<TLane>
    where TLane : unmanaged
{
    /// <summary>All bits of a lane set where it may be a null.</summary>
    Vector<TLane> Holds(Vector<TLane> lanes);
}

using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>
/// A sum that is added up block by block: what is in a block is added to what came before it. So the result has the
/// bits of native's, which may add up the blocks side by side.
/// </summary>
internal struct RunningTotal<T>
    where T : INumberBase<T>
{
    /// <summary>Elements in one block, nulls among them.</summary>
    public const int BlockSize = 1024;

    private T _before;
    private T _block;
    private int _count;

    public readonly T Value => unchecked(_before + _block);

    public void Add(T element, bool isNull)
    {
        if (_count == BlockSize)
            (_before, _block, _count) = (Value, T.Zero, 0);
        if (!isNull)
            _block = unchecked(_block + element);
        _count++;
    }
}

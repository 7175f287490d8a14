using System.Numerics;

namespace Rayforce.Rayfall.Types;

/// <summary>The numbers from 0 on.</summary>
/// <param name="count">How many.</param>
internal sealed class RisingNumbers(int count) : GeneratedMemory<long>(count)
{
    public override void Write(Span<long> target, int start)
    {
        var next = Vector.CreateSequence(start, 1L);
        var step = new Vector<long>(Vector<long>.Count);
        var i = 0;
        for (; i <= target.Length - Vector<long>.Count; i += Vector<long>.Count)
        {
            next.CopyTo(target[i..]);
            next += step;
        }

        for (; i < target.Length; i++)
            target[i] = start + i;
    }
}

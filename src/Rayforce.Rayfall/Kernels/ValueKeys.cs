using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Values of any kind as keys.</summary>
internal sealed class ValueKeys(Budget budget, ReadOnlyMemory<Value> values) : WideKeys
{
    public override ulong Hash(int row, ulong seed) => Sameness.Hash(budget, values.Span[row], seed);

    public override bool Equal(int row, int other) => Sameness.Same(budget, values.Span[row], values.Span[other]);
}

using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Values of any kind as keys.</summary>
internal sealed class ValueKeys(ReadOnlyMemory<Value> values) : WideKeys
{
    public override ulong Hash(int row, ulong seed) => Sameness.Hash(values.Span[row], seed);

    public override bool Equal(int row, int other) => Sameness.Same(values.Span[row], values.Span[other]);
}

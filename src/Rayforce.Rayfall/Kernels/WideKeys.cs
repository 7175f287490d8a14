namespace Rayforce.Rayfall.Kernels;

/// <summary>Keys too wide for a code of 64 bits: what is asked of them by row.</summary>
internal abstract class WideKeys
{
    public abstract ulong Hash(int row, ulong seed);

    public abstract bool Equal(int row, int other);
}

namespace Rayforce.Rayfall.Kernels;

/// <summary>Computes a function of each element; source and target may be the same memory.</summary>
internal delegate void UnaryKernel<T>(ReadOnlySpan<T> source, Span<T> target);

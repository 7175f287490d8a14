using System.IO.Hashing;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Kernels;

/// <summary>Texts as keys.</summary>
internal sealed class TextKeys(TextColumn texts) : WideKeys
{
    public override ulong Hash(int row, ulong seed) => XxHash3.HashToUInt64(texts.Utf8(row), (long)(seed ^ Mixing.Seed));

    public override bool Equal(int row, int other) => texts.Utf8(row).SequenceEqual(texts.Utf8(other));
}

using System.Runtime.InteropServices;

namespace Rayforce.Rayfall.Types;

/// <summary>The descriptor of guids.</summary>
internal sealed class GuidType() : ElementType<Guid>(RayType.Guid, "guid", Guid.Empty, ElementTraits.NoScalar)
{
    public override Value ToValue(Guid element) => Value.Of(element);

    public override Guid FromValue(Value atom) => ((GuidAtom)atom.Datum!).Value;

    public override int Compare(Symbols symbols, Value left, Value right) => Compare(FromValue(left), FromValue(right));

    /// <summary>By the bytes as they lie on the wire.</summary>
    public static int Compare(Guid left, Guid right) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in left))
            .SequenceCompareTo(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in right)));
}

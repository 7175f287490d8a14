namespace Rayforce.Rayfall.Types;

/// <summary>
/// A guid, the one atom that is wider than 64 bits: its 16 bytes as they lie on the wire, whatever text a .NET Guid of
/// these bytes would have. Its null is all zeros.
/// </summary>
internal sealed class GuidAtom(Guid value) : Datum
{
    public Guid Value => value;

    public override RayType Type => RayType.Guid;
}

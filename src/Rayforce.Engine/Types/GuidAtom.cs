namespace Rayforce.Rayfall.Types;

/// <summary>A guid, the one atom that is wider than 64 bits. Its null is all zeros.</summary>
internal sealed class GuidAtom(Guid value) : Datum
{
    public Guid Value => value;

    public override RayType Type => RayType.Guid;
}

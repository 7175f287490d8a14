using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>What a slot holds before its name is bound. Never a value of the language.</summary>
internal sealed class Unbound : Datum
{
    public static readonly Value Value = new(new Unbound());

    public override RayType Type => RayType.Null;

    public static bool Is(Value value) => value.Datum is Unbound;
}

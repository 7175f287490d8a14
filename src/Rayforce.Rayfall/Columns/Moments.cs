namespace Rayforce.Rayfall;

/// <summary>Temporals on one scale: nanoseconds.</summary>
internal static class Moments
{
    /// <summary>How many nanoseconds one unit of a temporal type has.</summary>
    public static long Unit(RayType type) => type switch
    {
        RayType.Date => 86_400_000_000_000,
        RayType.Time => 1_000_000,
        _ => 1,
    };

    public static long ToNanoseconds(RayObject atom) => Atoms.ToInt64(atom) * Unit(atom.Type);
}

namespace Rayforce.Ipc;

/// <summary>Atoms of small integers, which lists have many of: one for each.</summary>
internal static class SmallIntegers
{
    private const int Least = -128;
    private const int Greatest = 1023;

    private static readonly RayAtom<long>[] Atoms = Make();

    /// <summary>The atom of a number.</summary>
    public static RayAtom<long> Atom(long value) => (ulong)(value - Least) <= Greatest - Least
        ? Atoms[(int)(value - Least)]
        : new RayAtom<long>(value, flaggedNull: false);

    private static RayAtom<long>[] Make()
    {
        var atoms = new RayAtom<long>[Greatest - Least + 1];
        for (var i = 0; i < atoms.Length; i++)
            atoms[i] = new RayAtom<long>(Least + i, flaggedNull: false);
        return atoms;
    }
}

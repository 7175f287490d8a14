namespace Rayforce.Rayfall;

/// <summary>
/// The elements of a vector or list, to look others up among. Numbers of different types are the same by value.
/// </summary>
internal sealed class Members
{
    private readonly Dictionary<RayObject, int> _indices = [];

    private readonly Evaluation _evaluation;

    public Members(Evaluation evaluation, RayObject source)
    {
        _evaluation = evaluation;
        evaluation.Budget.Charge(Vectors.Count(source), RayType.Guid);
        for (var i = 0; i < Vectors.Count(source); i++)
        {
            if (i % Blocks.Size == 0)
                evaluation.Budget.Check();
            _indices.TryAdd(Key(evaluation, Vectors.At(source, i)), i);
        }
    }

    public bool Contains(RayObject value) => _indices.ContainsKey(Key(_evaluation, value));

    /// <summary>Where the value first stands; the null where it does not.</summary>
    public RayObject IndexOf(RayObject value) =>
        _indices.TryGetValue(Key(_evaluation, value), out var index) ? (long)index : RayAtom<long>.Null;

    /// <summary>What stands for a value where equal ones are looked for.</summary>
    public static RayObject Key(Evaluation evaluation, RayObject value)
    {
        evaluation.Inspect(value);
        return value switch
        {
            RaySymbol { IsQuoted: true } literal => new RaySymbol(literal.Utf8),
            RayAtom when Atoms.IsNull(value) => RayAtom<long>.Null,
            RayAtom when Atoms.IsDecimal(value.Type) && Atoms.ToDouble(value) is var real && IsWhole(real) =>
                (long)real,
            RayAtom<float> a => (double)a.Value,
            RayAtom when Atoms.IsNumeric(value.Type) && !Atoms.IsDecimal(value.Type) => Atoms.ToInt64(value),
            _ => value,
        };
    }

    /// <summary>Whether a whole number of 64 bits says the same; doubles beyond 2^53 are not that exact.</summary>
    private static bool IsWhole(double value) => value == Math.Floor(value) && Math.Abs(value) < 1L << 53;
}

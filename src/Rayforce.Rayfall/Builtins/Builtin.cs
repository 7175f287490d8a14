using Rayforce.Rayfall.Builtins.Aggregation;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The declaration of a builtin: all that the engine and its documentation know of it.</summary>
/// <param name="type"><see cref="RayType.Unary"/>, <see cref="RayType.Binary"/> or <see cref="RayType.Variadic"/>, as native has it.</param>
/// <param name="name">Its name.</param>
/// <param name="summary">What it does, in a line, for the documentation and for completion.</param>
internal class Builtin(RayType type, string name, string summary) : Function
{
    public override string Name => name;

    public string Summary => summary;

    public BuiltinTraits Traits { get; init; }

    /// <summary>What it does with values. Whoever calls has seen to arity and, without the trait, to nulls.</summary>
    public required BuiltinBody Body { get; init; }

    /// <summary>How it is computed row by row, where it is: inside an expression over columns.</summary>
    public RowRule? Rows { get; init; }

    /// <summary>
    /// What it makes in a query of columns that are all of the rows, where that is a column of the rows and something
    /// else than it makes of columns; nothing where the types are not for it.
    /// </summary>
    public Func<Evaluator, Value[], Column?>? OfRows { get; init; }

    /// <summary>How it makes one value of a column, where it does.</summary>
    public Aggregate? Aggregate { get; init; }

    /// <summary>What it gives where that is the answer of the request, and need not be made before it is written.</summary>
    public BuiltinBody? Answer { get; init; }

    /// <summary>What it makes of another builtin's arguments, where the result of that need not be made first.</summary>
    public FusedBody? Fused { get; init; }

    /// <summary>What it is with two arguments, where a unary one can have two: <c>(max a b)</c>.</summary>
    public Builtin? OfTwo { get; init; }

    public override RayType Type => type;

    public bool Is(BuiltinTraits trait) => (Traits & trait) != 0;
}

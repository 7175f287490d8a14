namespace Rayforce.Rayfall;

internal delegate RayObject UnaryBody(Evaluation evaluation, RayObject argument);

internal delegate RayObject BinaryBody(Evaluation evaluation, RayObject left, RayObject right);

internal delegate RayObject VariadicBody(Evaluation evaluation, ReadOnlySpan<RayObject> arguments);

/// <summary>What the evaluator has to know of a builtin besides its body.</summary>
[Flags]
internal enum BuiltinTraits
{
    None = 0,

    /// <summary>Gets its arguments as they stand, not evaluated.</summary>
    Special = 1,

    /// <summary>Refused on restricted connections: it writes.</summary>
    Restricted = 2,

    /// <summary>Takes the untyped null as an argument; the others answer it with the error <c>type</c>.</summary>
    TakesNull = 4,

    /// <summary>Makes one value of a column: in a query, one of all rows or one of each group.</summary>
    Aggregate = 8,

    /// <summary>Makes something of a value as a whole: in a query it is asked row by row.</summary>
    RowWise = 16,
}

/// <summary>A builtin function. Exactly one of the bodies is there, the one of its <see cref="RayType"/>.</summary>
internal sealed class Builtin(RayType type, string name, BuiltinTraits traits)
{
    /// <summary>The builtin as a value of the language.</summary>
    public RayBuiltin Value { get; } = new(type, name);

    public UnaryBody? Unary { get; init; }

    public BinaryBody? Binary { get; init; }

    public VariadicBody? Variadic { get; init; }

    public bool Is(BuiltinTraits trait) => (traits & trait) != 0;
}

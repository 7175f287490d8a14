namespace Rayforce;

/// <content>Conversions to .NET.</content>
public abstract partial class RayObject
{
    /// <summary>
    /// The .NET value of an atom, by the table of <see cref="ColumnReader.Create{T}"/>, or this object as its own type.
    /// </summary>
    /// <typeparam name="T">The .NET type, or a type of Rayforce.</typeparam>
    /// <exception cref="InvalidCastException">This is no such value; the message names both types.</exception>
    /// <exception cref="InvalidOperationException">The atom is null and the type has no null.</exception>
    /// <exception cref="OverflowException">The value does not fit the type.</exception>
    public T As<T>() => this is T same ? same : ColumnReader.For<T>(ToColumn(), "value").Read(0);

    /// <summary>The number of an integer atom.</summary>
    /// <param name="value">The atom.</param>
    public static explicit operator long(RayObject value) => Checked(value).As<long>();

    /// <summary>The number of an integer atom.</summary>
    /// <param name="value">The atom.</param>
    public static explicit operator int(RayObject value) => Checked(value).As<int>();

    /// <summary>The number of an atom.</summary>
    /// <param name="value">The atom.</param>
    public static explicit operator double(RayObject value) => Checked(value).As<double>();

    /// <summary>The truth value of a B8 atom.</summary>
    /// <param name="value">The atom.</param>
    public static explicit operator bool(RayObject value) => Checked(value).As<bool>();

    /// <summary>The text of a symbol or string.</summary>
    /// <param name="value">The atom.</param>
    public static explicit operator string(RayObject value) => Checked(value).As<string>();

    /// <summary>The moment of a Timestamp or Date, in UTC.</summary>
    /// <param name="value">The atom.</param>
    public static explicit operator DateTime(RayObject value) => Checked(value).As<DateTime>();

    /// <summary>The time of a Time atom.</summary>
    /// <param name="value">The atom.</param>
    public static explicit operator TimeSpan(RayObject value) => Checked(value).As<TimeSpan>();

    /// <summary>The GUID of a Guid atom.</summary>
    /// <param name="value">The atom.</param>
    public static explicit operator Guid(RayObject value) => Checked(value).As<Guid>();

    private static RayObject Checked(RayObject value) => value ?? throw new ArgumentNullException(nameof(value));

    private RayVector ToColumn() => this switch
    {
        RayAtom atom => atom.ToVector(),
        RaySymbol symbol => new RaySymbolVector(symbol.Name),
        RayString text => new RayStringVector(text.Value),
        _ => throw new InvalidCastException($"A {Type} {(IsAtom ? "atom" : "vector")} has no .NET value of one piece."),
    };
}

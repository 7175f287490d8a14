namespace Rayforce.Rayfall.Expressions;

/// <summary>A relation of two values, as one of "equal" and "less" of them, in this order or the other, or its opposite.</summary>
internal readonly record struct Relation(bool IsEquality, bool IsSwapped, bool IsNegated)
{
    public static Relation Equal => new(IsEquality: true, IsSwapped: false, IsNegated: false);

    public static Relation NotEqual => new(IsEquality: true, IsSwapped: false, IsNegated: true);

    public static Relation Less => new(IsEquality: false, IsSwapped: false, IsNegated: false);

    public static Relation LessOrEqual => new(IsEquality: false, IsSwapped: true, IsNegated: true);

    public static Relation Greater => new(IsEquality: false, IsSwapped: true, IsNegated: false);

    public static Relation GreaterOrEqual => new(IsEquality: false, IsSwapped: false, IsNegated: true);

    /// <summary>Whether it holds of two values whose order is known: below, at or above zero.</summary>
    public bool Holds(int order) => (IsEquality ? order == 0 : IsSwapped ? order > 0 : order < 0) != IsNegated;
}

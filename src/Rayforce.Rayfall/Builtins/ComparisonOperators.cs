using System.Numerics;

namespace Rayforce.Rayfall;

/// <summary>A comparison: of an order, and of two blocks of elements.</summary>
internal interface IComparisonOperator
{
    /// <summary>Whether it holds where the left operand stands so to the right one.</summary>
    static abstract bool Holds(int order);

    static abstract Vector<long> Holds(Vector<long> left, Vector<long> right);
}

/// <summary>Equal.</summary>
internal readonly struct EqualOperator : IComparisonOperator
{
    public static bool Holds(int order) => order == 0;

    public static Vector<long> Holds(Vector<long> left, Vector<long> right) => Vector.Equals(left, right);
}

/// <summary>Not equal.</summary>
internal readonly struct NotEqualOperator : IComparisonOperator
{
    public static bool Holds(int order) => order != 0;

    public static Vector<long> Holds(Vector<long> left, Vector<long> right) => ~Vector.Equals(left, right);
}

/// <summary>Less.</summary>
internal readonly struct LessOperator : IComparisonOperator
{
    public static bool Holds(int order) => order < 0;

    public static Vector<long> Holds(Vector<long> left, Vector<long> right) => Vector.LessThan(left, right);
}

/// <summary>Less or equal.</summary>
internal readonly struct LessOrEqualOperator : IComparisonOperator
{
    public static bool Holds(int order) => order <= 0;

    public static Vector<long> Holds(Vector<long> left, Vector<long> right) => Vector.LessThanOrEqual(left, right);
}

/// <summary>Greater.</summary>
internal readonly struct GreaterOperator : IComparisonOperator
{
    public static bool Holds(int order) => order > 0;

    public static Vector<long> Holds(Vector<long> left, Vector<long> right) => Vector.GreaterThan(left, right);
}

/// <summary>Greater or equal.</summary>
internal readonly struct GreaterOrEqualOperator : IComparisonOperator
{
    public static bool Holds(int order) => order >= 0;

    public static Vector<long> Holds(Vector<long> left, Vector<long> right) => Vector.GreaterThanOrEqual(left, right);
}

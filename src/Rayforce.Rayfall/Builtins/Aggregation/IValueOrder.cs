namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>An order of values that are no nulls.</summary>
internal interface IValueOrder<T>
{
    /// <summary>Whether one value stands before another.</summary>
    bool Precedes(T left, T right);
}

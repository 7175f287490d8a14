namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Which text an aggregate of strings keeps.</summary>
internal enum TextExtreme
{
    First,
    Last,
    Least,
    Greatest,
}

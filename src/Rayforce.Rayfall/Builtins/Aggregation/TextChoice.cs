namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Which text an aggregate of strings keeps.</summary>
internal enum TextChoice
{
    First,
    Last,
    Least,
    Greatest,
}

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Which columns an aggregate takes.</summary>
[Flags]
internal enum AggregateTypes
{
    Numbers = 1,
    Durations = 2,
    Temporals = 4,
    All = 8,
}

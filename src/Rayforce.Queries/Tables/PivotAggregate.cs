namespace Rayforce.Queries;

/// <summary>What a pivot makes of the values that fall into one cell.</summary>
public enum PivotAggregate
{
    /// <summary>The sum.</summary>
    Sum,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>The mean.</summary>
    Average,

    /// <summary>The least.</summary>
    Min,

    /// <summary>The greatest.</summary>
    Max,

    /// <summary>The first.</summary>
    First,

    /// <summary>The last.</summary>
    Last,
}

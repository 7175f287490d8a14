namespace Rayforce.Rayfall.Planning;

/// <summary>What an expression of a query has one value of.</summary>
internal enum OperandKind
{
    /// <summary>The query: it does not depend on the rows.</summary>
    Constant,

    /// <summary>Each row.</summary>
    Rows,

    /// <summary>All rows, or each group of them.</summary>
    Aggregate,

    /// <summary>All rows as a whole, or those of each group: whatever a function made of the columns.</summary>
    Whole,
}

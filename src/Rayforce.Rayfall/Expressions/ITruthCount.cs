namespace Rayforce.Rayfall.Expressions;

/// <summary>A condition that can count the rows for which it holds quicker than it says which they are.</summary>
internal interface ITruthCount
{
    /// <summary>Whether it counts in the memory of a column: it writes nothing, and a block may have any length.</summary>
    bool CountsInPlace { get; }

    /// <summary>For how many rows of a block it holds, where it <see cref="CountsInPlace"/>.</summary>
    int Count(in Block block);
}

namespace Rayforce.Rayfall.Expressions;

/// <summary>A condition that counts the rows for which it holds quicker than it says which they are.</summary>
internal interface ITruthCount
{
    /// <summary>For how many rows of a block it holds.</summary>
    int Count(in Block block);
}

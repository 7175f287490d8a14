namespace Rayforce.Data;

/// <summary><c>ON CONFLICT</c>.</summary>
/// <param name="Position">Where it begins in the text.</param>
/// <param name="Keys">The columns by which rows are the same.</param>
/// <param name="DoesUpdate">Whether the row that is there is changed; else the new one is left out.</param>
/// <param name="Assignments">What is changed; empty for every column that is inserted.</param>
internal sealed record SqlConflict(
    int Position, IReadOnlyList<string> Keys, bool DoesUpdate, IReadOnlyList<SqlAssignment> Assignments);

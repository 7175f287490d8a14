using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>A column of joined tables.</summary>
/// <param name="Table">The table it is of, as the text calls it.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Physical">Its name in the joined rows.</param>
internal sealed record JoinColumn(string Table, string Name, string Physical)
{
    public RayExpression Value => Query.Column(Physical);
}

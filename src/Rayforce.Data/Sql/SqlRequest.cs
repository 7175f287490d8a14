using Rayforce.Client;
using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>A statement of SQL as a query for a server that can be asked for the columns of its tables.</summary>
internal static class SqlRequest
{
    /// <summary>Makes the query. Where it needs the columns of a table, the server is asked for them before.</summary>
    /// <exception cref="RaySqlException">A server of Rayforce cannot carry it out.</exception>
    public static async Task<RayQuery> MakeAsync(
        SqlStatement statement,
        SqlParameters parameters,
        IRayConnection connection,
        CancellationToken cancellationToken)
    {
        var columns = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        while (true)
        {
            string table;
            try
            {
                return statement.ToQuery(parameters, columns);
            }
            catch (UnknownColumnsException e)
            {
                table = e.Table;
            }

            columns.Add(table, await connection.ExecuteAsync<string[]>(
                Call("cols", Column(table)), cancellationToken).ConfigureAwait(false));
        }
    }
}

using Rayforce.Client;

namespace Rayforce.Data;

/// <summary>SQL for the connections of Rayforce.Client.</summary>
public static class SqlConnectionExtensions
{
    /// <summary>
    /// Has SQL carried out. Where the columns of tables have to be known, for <c>*</c> in a join as an example, the server
    /// is asked for them before.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="text">The text.</param>
    /// <param name="parameters">The values of its parameters, by name; those of <c>?</c> and <c>$1</c> in their
    /// order.</param>
    /// <param name="cancellationToken">Ends the wait; the connection stays usable.</param>
    /// <returns>The rows of a query; how many rows a change has changed.</returns>
    /// <exception cref="RaySqlException">The text is none of SQL, or a server of Rayforce cannot carry it
    /// out.</exception>
    /// <inheritdoc cref="IRayConnection.ExecuteAsync(RayObject, CancellationToken)" path="/exception"/>
    public static async Task<RayObject> ExecuteSqlAsync(
        this IRayConnection connection,
        string text,
        IEnumerable<(string Name, object? Value)>? parameters = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(text);
        var query = await SqlRequest.MakeAsync(
            SqlStatement.Parse(text), SqlParameters.Of(parameters ?? []), connection, cancellationToken)
            .ConfigureAwait(false);
        return await connection.ExecuteAsync(query, cancellationToken).ConfigureAwait(false);
    }
}

using Rayforce.Queries;

namespace Rayforce.Data;

/// <summary>Queries that are written in SQL.</summary>
public static class SqlQueryExtensions
{
    extension(Query)
    {
        /// <summary>
        /// A query in SQL: <c>Query.Sql("SELECT sym FROM trades WHERE qty > @least", ("least", 10))</c>. The reply to a
        /// change is how many rows it has changed.
        /// </summary>
        /// <param name="text">The text.</param>
        /// <param name="parameters">The values of its parameters, by name; those of <c>?</c> and <c>$1</c> in their
        /// order.</param>
        /// <exception cref="RaySqlException">The text is none of SQL, a server of Rayforce cannot carry it out, or it needs
        /// to know the columns of a table, for which a connection of ADO.NET asks the server.</exception>
        /// <exception cref="NotSupportedException">A value has no Rayforce type.</exception>
        public static RayQuery Sql(string text, params (string Name, object? Value)[] parameters)
        {
            ArgumentNullException.ThrowIfNull(text);
            ArgumentNullException.ThrowIfNull(parameters);
            var values = parameters.Select(parameter => (
                parameter.Name, new RayDbParameter(parameter.Name, parameter.Value).ToRayObject()));
            try
            {
                return SqlStatement.Parse(text).ToQuery(
                    new SqlParameters(values), new Dictionary<string, IReadOnlyList<string>>());
            }
            catch (UnknownColumnsException e)
            {
                throw e.Refusal;
            }
        }
    }
}

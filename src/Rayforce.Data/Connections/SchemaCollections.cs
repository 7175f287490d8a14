using System.Data;
using System.Data.Common;
using System.Globalization;
using Rayforce.Client;
using Rayforce.Queries;
using static Rayforce.Queries.Query;

namespace Rayforce.Data;

/// <summary>The tables of a server and their columns, as ADO.NET asks for them.</summary>
internal static class SchemaCollections
{
    private const string Tables = "Tables";
    private const string Columns = "Columns";

    /// <summary>A server lists its names as the completion of an empty prefix; some of them cannot be evaluated.</summary>
    private const string NamesOfTables =
        "((fn [names] (at names (where (raze (map (fn [name] (== 'TABLE (try (type (resolve name)) "
        + "(fn [error] 'none)))) names))))) "
        + "(.repl.complete \"\"))";

    /// <summary>Reads a collection.</summary>
    /// <exception cref="ArgumentException">There is no such collection, or it is restricted by more names.</exception>
    public static async Task<DataTable> ReadAsync(
        RayConnection connection, string collection, string?[] restrictions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(restrictions);
        if (Is(collection, DbMetaDataCollectionNames.MetaDataCollections))
            return MetaData();
        var most = Is(collection, Tables) ? 1
            : Is(collection, Columns) ? 2
            : throw new ArgumentException(
                $"There is no schema collection '{collection}': there are Tables and Columns.", nameof(collection));
        if (restrictions.Length > most)
            throw new ArgumentException($"{collection} is restricted by {most} names.", nameof(restrictions));
        var table = restrictions.Length > 0 ? restrictions[0] : null;
        var column = restrictions.Length > 1 ? restrictions[1] : null;
        var all = await connection.ExecuteAsync<string[]>(Source(NamesOfTables), cancellationToken)
            .ConfigureAwait(false);
        var names = all.Where(name => table is null || table == name);
        return most == 1
            ? TablesOf(names)
            : await ColumnsOfAsync(connection, names, column, cancellationToken).ConfigureAwait(false);
    }

    private static bool Is(string collection, string name) =>
        string.Equals(collection, name, StringComparison.OrdinalIgnoreCase);

    private static DataTable MetaData()
    {
        var result = New(DbMetaDataCollectionNames.MetaDataCollections);
        result.Columns.Add(DbMetaDataColumnNames.CollectionName, typeof(string));
        result.Columns.Add(DbMetaDataColumnNames.NumberOfRestrictions, typeof(int));
        result.Columns.Add(DbMetaDataColumnNames.NumberOfIdentifierParts, typeof(int));
        result.Rows.Add(DbMetaDataCollectionNames.MetaDataCollections, 0, 0);
        result.Rows.Add(Tables, 1, 1);
        result.Rows.Add(Columns, 2, 2);
        return result;
    }

    private static DataTable TablesOf(IEnumerable<string> names)
    {
        var result = New(Tables);
        result.Columns.Add("TABLE_NAME", typeof(string));
        result.Columns.Add("TABLE_TYPE", typeof(string));
        foreach (var name in names)
            result.Rows.Add(name, "BASE TABLE");
        return result;
    }

    private static async Task<DataTable> ColumnsOfAsync(
        RayConnection connection, IEnumerable<string> tables, string? column, CancellationToken cancellationToken)
    {
        var result = New(Columns);
        result.Columns.Add("TABLE_NAME", typeof(string));
        result.Columns.Add("COLUMN_NAME", typeof(string));
        result.Columns.Add("ORDINAL_POSITION", typeof(int));
        result.Columns.Add("DATA_TYPE", typeof(string));
        result.Columns.Add("IS_NULLABLE", typeof(bool));
        foreach (var table in tables)
        {
            // Its first no rows have the types of its columns.
            var empty = await connection.ExecuteAsync<RayTable>(Table(table).Take(0), cancellationToken)
                .ConfigureAwait(false);
            foreach (var (schema, position) in empty.Schema.Select((schema, i) => (schema, i + 1)))
            {
                if (column is null || column == schema.Name)
                {
                    result.Rows.Add(
                        table, schema.Name, position, schema.Type.ToString(), ColumnType.Of(schema.Type).HasNull);
                }
            }
        }

        return result;
    }

    private static DataTable New(string name) => new(name) { Locale = CultureInfo.InvariantCulture };
}

using System.Collections;
using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Rayforce.Data;

/// <summary>
/// Reads the rows of a result. The whole result has come already; its typed getters read columns as they lie in memory,
/// without boxing. An empty text is Rayforce's null of texts: <see cref="IsDBNull"/> says so, and
/// <see cref="GetString"/> gives it as it is.
/// </summary>
public sealed class RayDbDataReader : DbDataReader, IDbColumnSchemaGenerator
{
    private readonly ResultColumn[] _columns;
    private readonly int _rows;
    private readonly DbConnection? _connection;
    private Dictionary<string, int>? _ordinals;
    private int _row = -1;
    private bool _isClosed;

    internal RayDbDataReader(CommandResult result, DbConnection? connection)
    {
        _columns = result.Table is { } table
            ? [.. table.Names.ToArray().Select((name, i) => new ResultColumn(name, table.Columns[i]))]
            : [];
        _rows = result.Table?.RowCount ?? 0;
        _connection = connection;
        RecordsAffected = result.RecordsAffected;
    }

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount => _columns.Length;

    /// <inheritdoc/>
    public override bool HasRows => _rows > 0;

    /// <inheritdoc/>
    public override bool IsClosed => _isClosed;

    /// <summary>How many rows a change of SQL has changed; otherwise -1.</summary>
    public override int RecordsAffected { get; }

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <inheritdoc/>
    public override bool Read()
    {
        if (_row + 1 < _rows && !_isClosed)
        {
            _row++;
            return true;
        }

        _row = _rows;
        return false;
    }

    /// <summary>A command has one result.</summary>
    public override bool NextResult()
    {
        _row = _rows;
        return false;
    }

    /// <inheritdoc/>
    public override void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _connection?.Close();
    }

    /// <inheritdoc/>
    public override async Task CloseAsync()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        if (_connection is not null)
            await _connection.CloseAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => ColumnAt(ordinal).IsNull(Row);

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    /// <summary>A number as a decimal, of what <see cref="GetDouble"/> or <see cref="GetInt64"/> gives.</summary>
    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => ColumnAt(ordinal).Values.Type is RayType.F32 or RayType.F64
        ? (decimal)GetFieldValue<double>(ordinal)
        : GetFieldValue<long>(ordinal);

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    /// <summary>A text; an empty one as it is.</summary>
    /// <inheritdoc/>
    public override string GetString(int ordinal) => ColumnAt(ordinal).Read<string>(Row)
        ?? throw IsNullAt(ordinal);

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => GetString(ordinal) is { Length: 1 } letter
        ? letter[0]
        : throw new InvalidCastException($"The column '{GetName(ordinal)}' holds no single letter in row {Row}.");

    /// <summary>The bytes of a text, in UTF-8.</summary>
    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Copy<byte>(Encoding.UTF8.GetBytes(GetString(ordinal)), dataOffset, buffer, bufferOffset, length);

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        Copy<char>(GetString(ordinal), dataOffset, buffer, bufferOffset, length);

    /// <summary>
    /// A value as a .NET type, by the table of <see cref="RayObject.As{T}"/>: <see cref="DateOnly"/>,
    /// <see cref="RayTimestamp"/>, arrays of lists and <see cref="RayObject"/> among them.
    /// </summary>
    /// <typeparam name="T">The type; a nullable shows nulls.</typeparam>
    /// <inheritdoc/>
    public override T GetFieldValue<T>(int ordinal)
    {
        var column = ColumnAt(ordinal);
        if (typeof(T) == typeof(object))
            return (T)column.Box(Row);
        if (typeof(T) == typeof(decimal))
            return (T)(object)GetDecimal(ordinal);
        if (typeof(T).IsValueType && default(T) is not null && column.IsNull(Row))
            throw IsNullAt(ordinal);
        return column.Read<T>(Row);
    }

    /// <inheritdoc/>
    public override object GetValue(int ordinal) => ColumnAt(ordinal).Box(Row);

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    /// <inheritdoc/>
    public override string GetName(int ordinal) => ColumnAt(ordinal).Name;

    /// <summary>The place of a column: of the one with this name, else of the first that differs by case alone.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    /// <inheritdoc/>
    [SuppressMessage(
        "Usage", "CA2201:Do not raise reserved exception types", Justification = "ADO.NET says that it is this one.")]
    public override int GetOrdinal(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return OrdinalsByName().TryGetValue(name, out var ordinal) ? ordinal
            : Array.FindIndex(_columns, column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                is var found and >= 0 ? found
            : throw new IndexOutOfRangeException(
                $"The result has no column '{name}'. It has {string.Join(", ", _columns.Select(column => column.Name))}.");
    }

    /// <summary>The type of Rayforce.</summary>
    /// <inheritdoc/>
    public override string GetDataTypeName(int ordinal) => ColumnAt(ordinal).Values.Type.ToString();

    /// <inheritdoc/>
    [return: DynamicallyAccessedMembers(ColumnType.Kept)]
    public override Type GetFieldType(int ordinal) => ColumnAt(ordinal).Type.Net;

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this, closeReader: false);

    /// <inheritdoc/>
    public ReadOnlyCollection<DbColumn> GetColumnSchema() =>
        new([.. _columns.Select((column, ordinal) => new RayDbColumn(column, ordinal))]);

    /// <inheritdoc/>
    public override Task<ReadOnlyCollection<DbColumn>> GetColumnSchemaAsync(
        CancellationToken cancellationToken = default) => Task.FromResult(GetColumnSchema());

    /// <summary>The columns as rows of a table; null where there is no result.</summary>
    public override DataTable? GetSchemaTable()
    {
        if (FieldCount == 0)
            return null;
        var schema = new DataTable("SchemaTable") { Locale = CultureInfo.InvariantCulture };
        schema.Columns.Add(SchemaTableColumn.ColumnName, typeof(string));
        schema.Columns.Add(SchemaTableColumn.ColumnOrdinal, typeof(int));
        schema.Columns.Add(SchemaTableColumn.DataType, typeof(Type));
        schema.Columns.Add("DataTypeName", typeof(string));
        schema.Columns.Add(SchemaTableColumn.AllowDBNull, typeof(bool));
        schema.Columns.Add(SchemaTableOptionalColumn.IsReadOnly, typeof(bool));
        schema.Columns.Add(SchemaTableColumn.ColumnSize, typeof(int));
        foreach (var column in GetColumnSchema())
        {
            schema.Rows.Add(
                column.ColumnName, column.ColumnOrdinal, column.DataType, column.DataTypeName, column.AllowDBNull,
                column.IsReadOnly, -1);
        }

        return schema;
    }

    private int Row => (uint)_row < (uint)_rows && !_isClosed
        ? _row
        : throw new InvalidOperationException("There is no row: call Read first, and read while it says true.");

    private static long Copy<T>(ReadOnlySpan<T> source, long offset, T[]? buffer, int bufferOffset, int length)
    {
        if (buffer is null)
            return source.Length;
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var rest = source[(int)Math.Min(offset, source.Length)..];
        var count = Math.Min(rest.Length, length);
        rest[..count].CopyTo(buffer.AsSpan(bufferOffset));
        return count;
    }

    private ResultColumn ColumnAt(int ordinal) => (uint)ordinal < (uint)_columns.Length
        ? _columns[ordinal]
        : throw new ArgumentOutOfRangeException(
            nameof(ordinal), ordinal, $"The result has {_columns.Length} columns.");

    private InvalidCastException IsNullAt(int ordinal) => new(
        $"The column '{GetName(ordinal)}' is null in row {Row}: ask IsDBNull first, or read it as a nullable.");

    private Dictionary<string, int> OrdinalsByName()
    {
        if (_ordinals is { } known)
            return known;
        var ordinals = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = _columns.Length - 1; i >= 0; i--)
            ordinals[_columns[i].Name] = i;
        return _ordinals = ordinals;
    }
}

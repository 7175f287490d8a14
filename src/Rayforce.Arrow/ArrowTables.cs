using Apache.Arrow;

namespace Rayforce.Arrow;

/// <summary>
/// Rayforce tables to and from Arrow record batches:
/// <list type="table">
/// <listheader><term>Rayforce</term><description>Arrow</description></listheader>
/// <item><term>U8, I16, I32, I64, F32, F64</term><description>uint8, int16, int32, int64, float, double; not
/// copied</description></item>
/// <item><term>Time</term><description>time32 in milliseconds; not copied</description></item>
/// <item><term>Timespan</term><description>duration in nanoseconds; not copied</description></item>
/// <item><term>Guid</term><description>fixed_size_binary(16) in text order, as the canonical <c>arrow.uuid</c>; not
/// copied</description></item>
/// <item><term>B8</term><description>bool</description></item>
/// <item><term>Date, Timestamp</term><description>date32, timestamp in nanoseconds and UTC; the epochs
/// differ</description></item>
/// <item><term>Symbol, String</term><description>utf8; a symbol's field has the metadata <c>rayforce.type =
/// symbol</c></description></item>
/// </list>
/// These are read too, and copied:
/// <list type="table">
/// <listheader><term>Arrow</term><description>Rayforce</description></listheader>
/// <item><term>int8, uint16, uint32</term><description>I16, I32, I64</description></item>
/// <item><term>date64; time32 in seconds, time64; timestamp, duration in other units</term><description>Date; Time, what
/// is below a millisecond dropped; Timestamp, without a zone taken as UTC; Timespan</description></item>
/// <item><term>large_utf8, utf8_view</term><description>String, or Symbol by the metadata</description></item>
/// <item><term>dictionaries of texts, with indices of any integer</term><description>Symbol</description></item>
/// </list>
/// All other types are refused. A null of Rayforce is a null of Arrow. The other way a null becomes the sentinel of its
/// type, for which the column is copied; a null text becomes an empty one, a null boolean false and a null uint8 zero,
/// because Rayforce has no null for them. What is not copied is shared: a record batch that is disposed takes the
/// memory of the table made from it along.
/// </summary>
public static class ArrowTables
{
    internal const string TypeKey = "rayforce.type";
    internal const string SymbolType = "symbol";

    /// <summary>A table as a record batch.</summary>
    /// <param name="table">The table; its columns are as long as each other.</param>
    /// <exception cref="NotSupportedException">A column is a list of anything but strings; the message names
    /// it.</exception>
    /// <exception cref="ArgumentException">A column has another length than the first one, or two have one name; the
    /// message names it.</exception>
    /// <exception cref="OverflowException">A timestamp is beyond 2262-04-11, where those of Arrow end, or a date beyond
    /// its 32 bits; the message names the column and the row.</exception>
    public static RecordBatch ToRecordBatch(this RayTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var fields = new List<Field>(table.ColumnCount);
        var arrays = new List<IArrowArray>(table.ColumnCount);
        var names = new HashSet<string>();
        foreach (var column in table.Schema)
        {
            AddName(names, column.Name, nameof(table));
            var values = table[fields.Count];
            var array = ArrowExport.ToArray(column.Name, values);
            if (array.Length != table.RowCount)
            {
                throw new ArgumentException(
                    $"The column '{column.Name}' has {array.Length} values in a table of {table.RowCount} rows.",
                    nameof(table));
            }

            var metadata = values is RaySymbolVector ? new Dictionary<string, string> { [TypeKey] = SymbolType } : null;
            fields.Add(new Field(column.Name, array.Data.DataType, nullable: true, metadata));
            arrays.Add(array);
        }

        return new RecordBatch(new Schema(fields, metadata: null), arrays, table.RowCount);
    }

    /// <summary>A record batch as a table.</summary>
    /// <param name="batch">The record batch.</param>
    /// <exception cref="NotSupportedException">A column is of a type that Rayforce does not have; the message names
    /// both.</exception>
    /// <exception cref="ArgumentException">Two columns have one name, or a row of a dictionary is no entry of it; the
    /// message names the column.</exception>
    /// <exception cref="OverflowException">A timestamp is outside of 1707-09-22 to 2292-04-10, or a date or time
    /// outside of 32 bits; the message names the column and the row.</exception>
    public static RayTable ToRayTable(this RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var columns = new RayObject[batch.ColumnCount];
        var names = new string[columns.Length];
        var all = new HashSet<string>();
        for (var i = 0; i < columns.Length; i++)
        {
            var field = batch.Schema.GetFieldByIndex(i);
            AddName(all, field.Name, nameof(batch));
            names[i] = field.Name;
            columns[i] = ArrowImport.ToVector(field, batch.Column(i));
        }

        return new RayTable(new RaySymbolVector(names), RayList.Wrap(columns));
    }

    private static void AddName(HashSet<string> names, string name, string parameter)
    {
        if (!names.Add(name))
            throw new ArgumentException($"The column '{name}' comes twice.", parameter);
    }
}

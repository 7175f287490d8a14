using System.Data.Common;

namespace Rayforce.Data;

/// <summary>What ADO.NET wants to know of a column.</summary>
internal sealed class RayDbColumn : DbColumn
{
    public RayDbColumn(ResultColumn column, int ordinal)
    {
        ColumnName = column.Name;
        ColumnOrdinal = ordinal;
        DataType = column.Type.Net;
        DataTypeName = column.Values.Type.ToString();
        AllowDBNull = column.Type.HasNull;
        IsReadOnly = true;
    }
}

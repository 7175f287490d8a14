namespace Rayforce.Data;

/// <summary>The types that SQL names, as Rayfall names them.</summary>
internal static class SqlTypes
{
    /// <summary>A type; null where there is none.</summary>
    /// <param name="name">Its name in capitals.</param>
    public static string? Find(string name) => name switch
    {
        "TINYINT" or "UTINYINT" => "U8",
        "SMALLINT" or "INT2" => "I16",
        "INTEGER" or "INT" or "INT4" => "I32",
        "BIGINT" or "INT8" => "I64",
        "REAL" or "FLOAT4" => "F32",
        "DOUBLE" or "DOUBLE PRECISION" or "FLOAT" or "FLOAT8" => "F64",
        "TEXT" or "VARCHAR" or "CHAR" or "STRING" or "CHARACTER VARYING" => "STR",
        "SYMBOL" => "SYMBOL",
        "DATE" => "DATE",
        "TIME" => "TIME",
        "TIMESTAMP" or "DATETIME" => "TIMESTAMP",
        "UUID" => "GUID",
        _ => null,
    };
}

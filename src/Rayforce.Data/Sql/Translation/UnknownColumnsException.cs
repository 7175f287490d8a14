namespace Rayforce.Data;

/// <summary>A translation needs the columns of a table, for which only its server can be asked.</summary>
internal sealed class UnknownColumnsException(string table, RaySqlException refusal) : Exception(refusal.Message, refusal)
{
    public string Table { get; } = table;

    /// <summary>What says so to somebody who has no server.</summary>
    public RaySqlException Refusal { get; } = refusal;
}

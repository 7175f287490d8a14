namespace Rayforce.Client;

/// <summary>
/// A bulk load cannot go on, because the server does not have the chunks that it has acknowledged: it was started again,
/// without a journal.
/// </summary>
public sealed class RayInsertException : RayforceException
{
    internal RayInsertException(string table, InsertProgress acknowledged)
        : base(
            $"The server has lost the load into '{table}' after {acknowledged.Chunks} chunks ({acknowledged.Rows} rows): " +
            "it was started again without a journal. Begin anew.")
    {
        Acknowledged = acknowledged;
    }

    /// <summary>What the server had acknowledged.</summary>
    public InsertProgress Acknowledged { get; }
}

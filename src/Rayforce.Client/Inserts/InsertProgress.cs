namespace Rayforce.Client;

/// <summary>How far a bulk load has come.</summary>
/// <param name="Chunks">The chunks that the server has acknowledged.</param>
/// <param name="Rows">Their rows.</param>
/// <param name="Skipped">The first chunks of them that the server had already from before.</param>
/// <param name="Resumed">How often the load went on after the connection had been lost.</param>
/// <param name="IsExact">
/// Whether the server counts the chunks, so that none is stored twice; otherwise one that was under way when the
/// connection was lost may be.
/// </param>
public sealed record InsertProgress(long Chunks, long Rows, long Skipped, int Resumed, bool IsExact);

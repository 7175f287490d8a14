namespace Rayforce.Rayfall.Clients;

/// <summary>What a server knows of one connection.</summary>
/// <param name="Limit">How much may wait for its client.</param>
/// <param name="QueuedBytes">Bytes that wait.</param>
/// <param name="QueuedFrames">Frames that wait.</param>
/// <param name="MostBytes">The most bytes that have waited at a time.</param>
public readonly record struct ConnectionFigures(
    BacklogLimit Limit, long QueuedBytes, long QueuedFrames, long MostBytes);

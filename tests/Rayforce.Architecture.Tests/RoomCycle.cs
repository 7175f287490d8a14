namespace Rayforce.Architecture.Tests;

/// <summary>Rooms that all know each other, by one way or another.</summary>
/// <param name="Rooms">The rooms.</param>
/// <param name="Arrows">Every arrow between them.</param>
internal sealed record RoomCycle(IReadOnlyList<string> Rooms, IReadOnlyList<RoomArrow> Arrows)
{
    /// <summary>The whole cycle, spelled out.</summary>
    public override string ToString() => $"""
        A cycle of {Rooms.Count} rooms: {string.Join(", ", Rooms)}
        {string.Join('\n', Arrows)}
        """;
}

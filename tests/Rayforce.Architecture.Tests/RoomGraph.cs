namespace Rayforce.Architecture.Tests;

/// <summary>Rooms and who knows whom, each arrow with the references from type to type that make it.</summary>
internal sealed class RoomGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> _arrows =
        new(StringComparer.Ordinal);

    /// <summary>Draws the arrow of a reference; within a room there is none.</summary>
    public void Add(string from, string to, string reference)
    {
        if (from == to)
            return;
        if (!_arrows.TryGetValue(from, out var arrows))
            _arrows.Add(from, arrows = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal));
        if (!arrows.TryGetValue(to, out var references))
            arrows.Add(to, references = new SortedSet<string>(StringComparer.Ordinal));
        references.Add(reference);
    }

    /// <summary>The cycles: all rooms from each of which every other can be reached.</summary>
    public IReadOnlyList<RoomCycle> FindCycles()
    {
        var reachable = _arrows.Keys.ToDictionary(room => room, Reach);
        return
        [
            .. _arrows.Keys
                .Where(room => reachable[room].Contains(room))
                .GroupBy(room => reachable[room].First(other => IsReachable(other, room)))
                .Select(rooms => ToCycle([.. rooms])),
        ];

        bool IsReachable(string from, string to) => reachable.TryGetValue(from, out var all) && all.Contains(to);
    }

    /// <summary>What is wrong, cycle by cycle, but for the rooms that may lie on one for now.</summary>
    /// <param name="exempt">The rooms with the reason of each. One that lies on no cycle is wrong, too.</param>
    public IReadOnlyList<string> FindFaults(IReadOnlyDictionary<string, string> exempt)
    {
        var cycles = FindCycles();
        var cyclic = cycles.SelectMany(cycle => cycle.Rooms).ToHashSet();
        return
        [
            .. cycles.Where(cycle => !cycle.Rooms.All(exempt.ContainsKey)).Select(cycle => cycle.ToString()),
            .. exempt.Keys.Where(room => !cyclic.Contains(room))
                .Select(room => $"{room} lies on no cycle any more: take its exemption away."),
        ];
    }

    private RoomCycle ToCycle(IReadOnlyList<string> rooms) => new(
        rooms,
        [
            .. from room in rooms
               from arrow in _arrows[room]
               where rooms.Contains(arrow.Key)
               select new RoomArrow(room, arrow.Key, [.. arrow.Value]),
        ]);

    /// <summary>The rooms to which some arrows lead.</summary>
    private SortedSet<string> Reach(string room)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([room]);
        while (open.TryPop(out var next))
        {
            if (!_arrows.TryGetValue(next, out var arrows))
                continue;
            foreach (var other in arrows.Keys.Where(reached.Add))
                open.Push(other);
        }

        return reached;
    }
}

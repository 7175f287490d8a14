namespace Rayforce.Architecture.Tests;

/// <summary>The finder of cycles, on graphs small enough to see through.</summary>
public sealed class RoomGraphTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void Rooms_that_know_each_other_one_way_only_have_no_cycle() =>
        Assert.Empty(Draw("a>b", "a>c", "b>d", "c>d").FindCycles());

    [Fact]
    public void A_reference_within_a_room_is_no_cycle() => Assert.Empty(Draw("a>a").FindCycles());

    [Fact]
    public void A_cycle_has_every_room_on_it_and_none_beside_it()
    {
        var cycle = Assert.Single(Draw("before>a", "a>b", "b>c", "c>a", "c>after").FindCycles());

        Assert.Equal(["a", "b", "c"], cycle.Rooms);
    }

    [Fact]
    public void Each_cycle_is_found_though_an_arrow_leads_from_one_to_the_other() => Assert.Equal(
        ["a b", "c d"],
        Draw("a>b", "b>a", "b>c", "c>d", "d>c").FindCycles().Select(cycle => string.Join(' ', cycle.Rooms)));

    [Fact]
    public void Two_cycles_that_share_a_room_are_one() =>
        Assert.Equal(["a", "b", "c"], Assert.Single(Draw("a>b", "b>a", "b>c", "c>b").FindCycles()).Rooms);

    [Fact]
    public void A_cycle_is_spelled_out_with_every_reference_from_type_to_type()
    {
        var graph = new RoomGraph();
        graph.Add("a", "b", "a.One -> b.Two");
        graph.Add("a", "b", "a.Three -> b.Two");
        graph.Add("b", "a", "b.Two -> a.One");

        Assert.Equal(
            """
            A cycle of 2 rooms: a, b
              a -> b
                a.One -> b.Two
                a.Three -> b.Two
              b -> a
                b.Two -> a.One
            """,
            Assert.Single(graph.FindFaults(Nothing)));
    }

    [Fact]
    public void A_cycle_is_wrong_as_long_as_one_of_its_rooms_is_not_exempt()
    {
        var graph = Draw("a>b", "b>a");

        Assert.Single(graph.FindFaults(Exempt("a")));
        Assert.Empty(graph.FindFaults(Exempt("a", "b")));
    }

    [Fact]
    public void An_exemption_is_wrong_when_its_room_lies_on_no_cycle_any_more() => Assert.Equal(
        ["c lies on no cycle any more: take its exemption away."],
        Draw("a>b", "b>a", "a>c").FindFaults(Exempt("a", "b", "c")));

    private static RoomGraph Draw(params string[] arrows)
    {
        var graph = new RoomGraph();
        foreach (var arrow in arrows)
            graph.Add(arrow[..arrow.IndexOf('>')], arrow[(arrow.IndexOf('>') + 1)..], arrow);
        return graph;
    }

    private static Dictionary<string, string> Exempt(params string[] rooms) =>
        rooms.ToDictionary(room => room, _ => "for now");
}

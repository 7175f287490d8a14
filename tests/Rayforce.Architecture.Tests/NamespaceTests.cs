namespace Rayforce.Architecture.Tests;

/// <summary>Namespaces know each other one way only. A namespace is one room, whichever assemblies it is in.</summary>
public sealed class NamespaceTests
{
    [Fact]
    public void Namespaces_do_not_know_each_other_in_a_circle()
    {
        var graph = new RoomGraph();
        foreach (var reference in Reference.All)
            graph.Add(reference.From.Namespace, reference.To.Namespace, reference.ToString());

        var faults = graph.FindFaults(exempt: new Dictionary<string, string>());

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}

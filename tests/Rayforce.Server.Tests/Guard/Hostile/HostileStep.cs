namespace Rayforce.Server.Tests.Guard.Hostile;

/// <summary>One thing that a hostile client does.</summary>
internal sealed record HostileStep(string Name, Func<HostilePeer, Task> RunAsync)
{
    public override string ToString() => Name;
}
